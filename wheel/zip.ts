/**
 * A ZIP file whose bytes follow from its entries alone.
 *
 * Entries are stored, not compressed: zlib may compress the same bytes otherwise in another release of
 * Node, and a name that holds a checksum would then stand for two files.
 * https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */

/** A file in a ZIP file. */
export interface ZipEntry {
  /** With `/` between folders. @format ASCII */
  readonly path: string;
  readonly content: Buffer;
}

/** 2.0, the version of the format that has folders. */
const VERSION = 20;

/** The version, on Unix: what lets a file have a mode. */
const MADE_BY = (3 << 8) | VERSION;

/** A plain file that its owner may write and everybody may read. */
const MODE = 0o100644;

/** 1980-01-01, the earliest day of the format. */
const DATE = (1 << 5) | 1;

/** @returns the ZIP file of the entries, in their order */
export function zipStored(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, content } of entries) {
    const name = Buffer.from(path, "ascii");
    const header = headerOf(name, content);
    const file = Buffer.concat([u32(0x04034b50), header, name, content]);
    // No comment, on the first disk, no internal attributes.
    const place = [u16(0), u16(0), u16(0), u32(MODE * 0x10000), u32(offset)];
    directory.push(Buffer.concat([u32(0x02014b50), u16(MADE_BY), header, ...place, name]));
    files.push(file);
    offset += file.length;
  }
  const listing = Buffer.concat(directory);
  const counts = [u16(0), u16(0), u16(entries.length), u16(entries.length)];
  const end = [u32(0x06054b50), ...counts, u32(listing.length), u32(offset), u16(0)];
  return Buffer.concat([...files, listing, ...end]);
}

/** What stands before a file and, again, in the directory at the end. */
function headerOf(name: Buffer, content: Buffer): Buffer {
  const size = u32(content.length);
  const how = [u16(VERSION), u16(0), u16(0), u16(0), u16(DATE)];
  return Buffer.concat([...how, u32(crc32(content)), size, size, u16(name.length), u16(0)]);
}

/** The checksum of the format; Node's own came with 20.15. */
function crc32(content: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function u16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
