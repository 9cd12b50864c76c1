/** The page's style: one sheet for the desk, the phone, the dark and paper. */

/** Colours of both schemes; text has a contrast of 4.5 and more on the paper, bars of 3. */
const COLORS = `
:root { color-scheme: light dark; --paper: #ffffff; --panel: #f5f6f8; --ink: #1b1f24; --muted: #586069;
  --line: #dfe3e8; --wait: #808a96; --service: #a879d8; --cluster: #2563eb; --factory: #0b8a5f;
  --fixed: #c2410c; --good: #0b6e4c; --bad: #b3261e; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #14171b; --panel: #1c2026; --ink: #e8eaed; --muted: #a3acb7;
  --line: #323841; --wait: #6f7985; --service: #b58ae8; --cluster: #6ea0ff; --factory: #35b98a;
  --fixed: #f08a4b; --good: #4cd6a3; --bad: #ff8a80; } }
`;

const TEXT = `
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  overflow-wrap: anywhere;
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
header p { max-width: 46rem; margin: .6rem 0; font-size: 1.05rem; }
header .kind { color: var(--muted); font-size: .9rem; margin: 0; }
h1 { font-size: clamp(1.6rem, 5vw, 2.3rem); line-height: 1.15; margin: .2rem 0 1rem; text-wrap: balance; }
h2 { font-size: 1.35rem; margin: 3rem 0 1rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 2rem 0 .25rem; }
h2 small, h3 small, summary small { font-weight: normal; font-size: .95rem; } small { color: var(--muted); font-size: .85em; }
p { max-width: 46rem; } a { color: var(--cluster); } code { font-size: .9em; overflow-wrap: anywhere; }
.good { color: var(--good); } .bad { color: var(--bad); } .good, .bad { font-weight: 600; } .outcome { white-space: nowrap; }
h2 .good, h2 .bad, summary .good, summary .bad { font-size: .95rem; margin: 0 .35rem; }
.note, .error { padding: .7rem 1rem; border-left: 4px solid var(--good); background: var(--panel); margin: 1rem 0; }
.error { border-color: var(--bad); } .error b { color: var(--bad); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: 1rem; margin: 1rem 0; }
dt { color: var(--muted); font-size: .85rem; } dd { margin: 0; font-size: 1.2rem; font-weight: 600; line-height: 1.3; }
dd small { display: block; font-weight: normal; font-size: .85rem; }
`;

const PARTS = `
figure { margin: .5rem 0 0; } svg { display: block; width: 100%; height: auto; }
svg text { font-family: inherit !important; } .narrow { display: none; }
.legend { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; margin: .25rem 0; padding: 0; list-style: none;
  color: var(--muted); font-size: .85rem; }
.swatch { display: inline-block; width: 1.1em; height: .7em; margin-right: .45em; border-radius: 2px; }
.swatch.line { height: 3px; vertical-align: .25em; } .swatch.pale { opacity: .4; } .ink { background: var(--ink); }
.service { background: var(--service); } .cluster { background: var(--cluster); } .wait { border: 1px solid var(--wait); }
.beside > figure { max-width: 24rem; }
.beside { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: .5rem 1.25rem; }
.factory { background: var(--factory); } .fixed { background: var(--fixed); }
.scroll { overflow-x: auto; margin: .75rem 0; } .scroll:focus-visible { outline: 2px solid var(--cluster); }
table { overflow-wrap: normal; border-collapse: collapse; font-size: .875rem; min-width: 100%; }
caption { text-align: left; color: var(--muted); padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem 1.1rem .35rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; } tbody th { white-space: nowrap; } thead th { color: var(--muted); vertical-align: bottom; font-weight: 500; }
td:last-child, th:last-child { padding-right: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .number { white-space: normal; min-width: 5rem; }
details { border-top: 1px solid var(--line); margin-top: .5rem; } summary { padding: .6rem 0; cursor: pointer; }
.inner { padding-left: 1rem; } details > :not(summary) { margin-bottom: 1rem; }
.heat th small { display: block; font-weight: normal; white-space: normal; min-width: 11rem; max-width: 22rem; }
.heat td, .heat thead th + th { padding-left: .6rem; }
ol { font-size: .9rem; padding-left: 1.6rem; } li { margin: .2rem 0; }
.heat td { background: color-mix(in srgb, var(--bad) calc(var(--share) * 35%), transparent); }
footer { margin-top: 4rem; color: var(--muted); font-size: .9rem; border-top: 1px solid var(--line); }
`;

const PHONE = `
@media (max-width: 40rem) { body { padding: 1.25rem 1rem 3rem; } .wide { display: none; } .narrow { display: block; }
  dl { grid-template-columns: 1fr 1fr; } header p { font-size: 1rem; } h2 small { display: block; }
  td:last-child:not(.number) { min-width: 14rem; } }
`;

const PAPER = `
@media print { :root { color-scheme: light; --ink: #000; --muted: #444; }
  body { max-width: none; padding: 0; font-size: 10pt; } .wide { display: block; } .narrow { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; font-weight: 600; }
  figure, dl, tr, .note, .error { break-inside: avoid; } h2, h3, summary, .legend { break-after: avoid; }
  .scroll { overflow: visible; } a { color: inherit; text-decoration: none; } }
`;

export const STYLE: string = COLORS + TEXT + PARTS + PHONE + PAPER;
