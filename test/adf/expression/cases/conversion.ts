// Cases of the conversion functions, XML among them.

import { Float } from "../../../../adf/expression/index";
import { type Cases, DECIDED, DOTNET, DOTNET_DOCS, LIVE, LOGIC_APPS, PAGE } from "./case";

const binary = (base64: string, type = "application/octet-stream") => ({
  "$content-type": type,
  $content: base64,
});
const xml = (text: string) =>
  binary(Buffer.from(text, "utf8").toString("base64"), "application/xml;charset=utf-8");
const HELLO = "data:text/plain;charset=utf-8;base64,aGVsbG8=";

export const CONVERSION_CASES: Cases = {
  array: [["array('hello')", ["hello"], PAGE]],
  base64: [
    ["base64('hello')", "aGVsbG8=", PAGE],
    ["base64(binary('hi'))", "aGk=", LIVE],
  ],
  base64ToBinary: [
    ["base64ToBinary('aGk=')", binary("aGk="), LIVE],
    ["base64ToBinary('a')", { error: "EXPRESSION_PARSE" }, LIVE],
  ],
  base64ToString: [
    ["base64ToString('aGVsbG8=')", "hello", PAGE],
    ["base64ToString(binary('a'))", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["base64ToString('a!')", { error: "EXPRESSION_PARSE" }, DOTNET_DOCS],
  ],
  binary: [
    ["binary('hi')", binary("aGk="), LIVE],
    ["binary(null)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  bool: [
    ["bool(1)", true, PAGE],
    ["bool(0)", false, PAGE],
    ["bool('TRUE')", true, LIVE],
    ["bool(' false ')", false, LIVE],
    ["bool(2)", true, LIVE],
    ["bool(0.0)", false, LIVE],
    ["bool('nope')", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["bool(null)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  coalesce: [
    ["coalesce(null, true, false)", true, PAGE],
    ["coalesce(null, 'hello', 'world')", "hello", PAGE],
    ["coalesce(null, null, null)", null, PAGE],
    ["coalesce('', 'x')", "", PAGE],
    ["coalesce('a', json('not json'))", "a", LIVE],
  ],
  createArray: [
    ["createArray('h', 'e', 'l', 'l', 'o')", ["h", "e", "l", "l", "o"], PAGE],
    ["createArray('a', 1, true)", ["a", 1, true], LIVE],
    ["createArray()", { error: "EXPRESSION_ARGUMENT_COUNT" }, LIVE],
  ],
  dataUri: [
    ["dataUri('hello')", HELLO, PAGE],
    ["dataUri(binary('hi'))", "data:application/octet-stream;base64,aGk=", LIVE],
  ],
  dataUriToBinary: [
    ["dataUriToBinary('data:text/plain;base64,aGk=')", binary("aGk=", "text/plain"), LIVE],
    ["dataUriToBinary('hello')", { error: "EXPRESSION_PARSE" }, LIVE],
  ],
  dataUriToString: [
    [`dataUriToString('${HELLO}')`, "hello", PAGE],
    ["dataUriToString('data:,plain%20text')", "plain text", LIVE],
  ],
  decodeBase64: [["decodeBase64('aGVsbG8=')", "hello", PAGE]],
  decodeDataUri: [
    ["decodeDataUri('data:text/plain;base64,aGk=')", "hi", LIVE],
    ["decodeDataUri('data:application/json,[1]')", [1], LIVE],
    [
      "decodeDataUri('data:image/png;base64,aGk=')",
      binary("aGk=", "image/png;charset=us-ascii"),
      LIVE,
    ],
  ],
  decodeUriComponent: [
    ["decodeUriComponent('https%3A%2F%2Fcontoso.com')", "https://contoso.com", LOGIC_APPS],
    ["decodeUriComponent('a+b%20c')", "a b c", LIVE],
  ],
  encodeUriComponent: [
    ["encodeUriComponent('https://contoso.com')", "https%3A%2F%2Fcontoso.com", LOGIC_APPS],
    ["encodeUriComponent('a b', 1, true, null)", "a%20b1True", LIVE],
  ],
  float: [
    ["float('10.333')", 10.333, PAGE],
    ["float('10,000.333')", 10000.333, LOGIC_APPS],
    ["float('1,5')", new Float(15), LIVE],
    ["float(7)", new Float(7), LIVE],
    ["float('abc')", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["float(null)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["float('1e999')", { error: "EXPRESSION_OVERFLOW" }, DECIDED],
  ],
  int: [
    ["int('10')", 10, PAGE],
    ["int(' 03')", 3, LIVE],
    ["int('-5')", -5, DOTNET_DOCS],
    ["int(true)", 1, LIVE],
    ["int('9223372036854775807')", 9223372036854775807n, DOTNET_DOCS],
    ["int(2.9)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["int('1.5')", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["int('')", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["int('9223372036854775808')", { error: "EXPRESSION_OVERFLOW" }, DOTNET_DOCS],
  ],
  json: [
    ["json('[1, 2, 3]')", [1, 2, 3], PAGE],
    [`json('{"fullName": "Sophia Owen"}')`, { fullName: "Sophia Owen" }, PAGE],
    [
      `json(xml('<?xml version="1.0"?> <root> <person id="1"> <name>Sophia Owen</name> <occupation>Engineer</occupation> </person> </root>'))`,
      {
        "?xml": { "@version": "1.0" },
        root: { person: { "@id": "1", name: "Sophia Owen", occupation: "Engineer" } },
      },
      LOGIC_APPS,
    ],
    [
      `json(xml('<r><p id="1">a</p><p id="2"/><q/></r>'))`,
      { r: { p: [{ "@id": "1", "#text": "a" }, { "@id": "2" }], q: null } },
      "https://www.newtonsoft.com/json/help/html/ConvertingJSONandXML.htm",
    ],
    ["json('1.0')", new Float(1), DOTNET_DOCS],
    ["json('12345678901234567')", 12345678901234567n, DOTNET_DOCS],
    ["json('\"a\\u0041\"')", "aA", PAGE],
    ["json(createArray(1))", [1], LIVE],
    ["json(null)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
    ["json('not json')", { error: "EXPRESSION_PARSE" }, LIVE],
    ["json('')", { error: "EXPRESSION_PARSE" }, LIVE],
  ],
  string: [
    ["string(10)", "10", PAGE],
    ["string(true)", "True", LIVE],
    ["string(null)", "", LIVE],
    ["string('s')", "s", LIVE],
    [`string(json('{ "name": "Sophie Owen" }'))`, '{"name":"Sophie Owen"}', LIVE],
    ["string(base64ToBinary('aGk='))", "hi", LIVE],
    ["string(1.5)", "1.5", DOTNET],
    ["string(ticks('2018-03-15T13:00:00Z'))", "636567156000000000", DOTNET_DOCS],
  ],
  uriComponent: [
    ["uriComponent('https://contoso.com')", "https%3A%2F%2Fcontoso.com", LOGIC_APPS],
    ["uriComponent('a b')", "a%20b", LIVE],
    [
      "uriComponent('!*()''~-_.')",
      "%21%2A%28%29%27~-_.",
      "https://learn.microsoft.com/dotnet/api/system.uri.escapedatastring",
    ],
  ],
  uriComponentToBinary: [["uriComponentToBinary('a%20b')", binary("YSBi"), LIVE]],
  uriComponentToString: [
    ["uriComponentToString('https%3A%2F%2Fcontoso.com')", "https://contoso.com", LOGIC_APPS],
    ["uriComponentToString('%zz%41')", "%zzA", DECIDED],
    ["uriComponentToString(replace(uriComponent('a%0Ab'), '%250A', ''))", "ab", PAGE],
  ],
  xml: [
    ["string(xml('<r><a>1</a></r>'))", "<r><a>1</a></r>", LIVE],
    [`xml(json('{ "name": "Sophia Owen" }'))`, xml("<name>Sophia Owen</name>"), PAGE],
    [
      `string(xml(json('{"person": {"name": "Sophia Owen", "city": "Seattle"}}')))`,
      "<person><name>Sophia Owen</name><city>Seattle</city></person>",
      PAGE,
    ],
    [
      `string(xml(json('{"a": {"@id": 1, "b": ["x", null], "#text": "<"}}')))`,
      '<a id="1"><b>x</b><b />&lt;</a>',
      "https://www.newtonsoft.com/json/help/html/ConvertingJSONandXML.htm",
    ],
    [`xml(json('{"a": 1, "b": 2}'))`, { error: "EXPRESSION_ARGUMENT" }, PAGE],
    [`xml(json('{"a": [1]}'))`, { error: "EXPRESSION_ARGUMENT" }, PAGE],
    ["xml('not xml')", { error: "EXPRESSION_PARSE" }, LIVE],
    ["xml('<a><b></a>')", { error: "EXPRESSION_PARSE" }, LIVE],
    ["xml(1)", { error: "EXPRESSION_ARGUMENT" }, PAGE],
  ],
  xpath: [
    ["xpath(xml(variables('items')), 'sum(/produce/item/count)')", new Float(30), PAGE],
    [
      `xpath(xml(variables('file')), '/*[name()="file"]/*[name()="location"]')`,
      [xml('<location xmlns="http://contoso.com">Paris</location>')],
      DOTNET,
    ],
    [
      `xpath(xml(variables('file')), '/*[local-name()="file" and namespace-uri()="http://contoso.com"]/*[local-name()="location"]')`,
      [xml('<location xmlns="http://contoso.com">Paris</location>')],
      PAGE,
    ],
    [
      `xpath(xml(variables('file')), 'string(/*[name()="file"]/*[name()="location"])')`,
      "Paris",
      PAGE,
    ],
    ["xpath(xml(variables('items')), '/produce/item/name/text()')", ["Gala", "Honeycrisp"], LIVE],
    ["xpath(xml('<r a=\"1\"/>'), '/r/@a')", ["1"], LIVE],
    ["xpath(xml('<r/>'), 'boolean(/r)')", true, LIVE],
    ["xpath(xml('<r>x</r>'), 'number(/r)')", "NaN", DECIDED],
    ["xpath('<r><a>x</a></r>', '/r/a/text()')", ["x"], LIVE],
    ["xpath('', '//a')", [], LIVE],
    ["xpath(xml('<r/>'), '/r/b')", [], LIVE],
    ["xpath(xml('<r/>'), '///bad[[[')", { error: "EXPRESSION_PARSE" }, LIVE],
  ],
};
