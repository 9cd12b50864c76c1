// Cases of the date functions. The context's time is 2018-04-15T13:00:00Z.

import { type Cases, DECIDED, DOTNET, DOTNET_DOCS, LIVE, LOGIC_APPS, PAGE } from "./case";

export const DATE_CASES: Cases = {
  addDays: [
    ["addDays('2018-03-15T00:00:00Z', 10)", "2018-03-25T00:00:00.0000000Z", LOGIC_APPS],
    ["addDays('2018-03-15T00:00:00Z', -5)", "2018-03-10T00:00:00.0000000Z", LOGIC_APPS],
    ["addDays('2026-01-15T10:30:00Z', -1, 'yyyy-MM-dd')", "2026-01-14", LIVE],
    ["addDays('2023-11-24T12:11:49.7531321Z', 30)", "2023-12-24T12:11:49.7531321Z", DOTNET],
    ["addDays('garbage', 1)", { error: "EXPRESSION_DATE" }, LIVE],
    ["addDays('2018-03-15', 1.5)", { error: "EXPRESSION_ARGUMENT" }, PAGE],
    ["addDays('9999-12-31', 1)", { error: "EXPRESSION_DATE" }, DOTNET_DOCS],
    ["addDays('2018-03-15', 9223372036854775807)", { error: "EXPRESSION_DATE" }, DOTNET_DOCS],
  ],
  addHours: [
    ["addHours('2018-03-15T00:00:00Z', 10)", "2018-03-15T10:00:00.0000000Z", LOGIC_APPS],
    ["addHours('2018-03-15T15:00:00Z', -5)", "2018-03-15T10:00:00.0000000Z", LOGIC_APPS],
  ],
  addMinutes: [
    ["addMinutes('2018-03-15T00:10:00Z', 10)", "2018-03-15T00:20:00.0000000Z", PAGE],
    ["addMinutes('2018-03-15T00:20:00Z', -5)", "2018-03-15T00:15:00.0000000Z", PAGE],
  ],
  addSeconds: [
    ["addSeconds('2018-03-15T00:00:00Z', 10)", "2018-03-15T00:00:10.0000000Z", PAGE],
    ["addSeconds('2018-03-15T00:00:30Z', -5)", "2018-03-15T00:00:25.0000000Z", PAGE],
  ],
  addToTime: [
    ["addToTime('2018-01-01T00:00:00Z', 1, 'Day')", "2018-01-02T00:00:00.0000000Z", PAGE],
    ["addToTime('2018-01-01T00:00:00Z', 1, 'Day', 'D')", "Tuesday, January 2, 2018", PAGE],
    ["addToTime('2026-01-31T00:00:00Z', 1, 'Month')", "2026-02-28T00:00:00.0000000Z", LIVE],
    ["addToTime('2024-02-29T00:00:00Z', -1, 'Year')", "2023-02-28T00:00:00.0000000Z", DOTNET_DOCS],
    [
      "addToTime('2023-11-24T12:11:49.7531321Z', 5, 'Week')",
      "2023-12-29T12:11:49.7531321Z",
      DOTNET,
    ],
    ["addToTime('2018-01-01T00:00:00Z', 1, 'Fortnight')", { error: "EXPRESSION_DATE" }, DOTNET],
  ],
  convertFromUtc: [
    [
      "convertFromUtc('2018-01-01T08:00:00.0000000Z', 'Pacific Standard Time')",
      "2018-01-01T00:00:00.0000000",
      LOGIC_APPS,
    ],
    [
      "convertFromUtc('2018-01-01T08:00:00.0000000Z', 'Pacific Standard Time', 'D')",
      "Monday, January 1, 2018",
      PAGE,
    ],
    [
      "convertFromUtc('2023-11-24T12:11:49.7531321Z', 'SA Western Standard Time')",
      "2023-11-24T08:11:49.7531321",
      DOTNET,
    ],
    ["convertFromUtc('2026-01-15T10:30:00Z', 'UTC')", "2026-01-15T10:30:00.0000000Z", LIVE],
    ["convertFromUtc('garbage', 'UTC')", { error: "EXPRESSION_DATE" }, LIVE],
    ["convertFromUtc('2018-01-01', 'Nowhere Time')", { error: "EXPRESSION_DATE" }, PAGE],
  ],
  convertTimeZone: [
    [
      "convertTimeZone('2018-01-01T08:00:00.0000000Z', 'UTC', 'Pacific Standard Time')",
      "2018-01-01T00:00:00.0000000",
      PAGE,
    ],
    [
      "convertTimeZone('2018-01-01T80:00:00.0000000Z', 'UTC', 'Pacific Standard Time', 'D')",
      { error: "EXPRESSION_DATE" },
      DOTNET_DOCS,
    ],
    [
      "convertTimeZone('2023-11-24T12:11:49.7531321', 'SA Western Standard Time', 'W. Europe Standard Time')",
      "2023-11-24T17:11:49.7531321",
      DOTNET,
    ],
    [
      "convertTimeZone('2026-01-15T10:30:00Z', 'UTC', 'Tokyo Standard Time')",
      "2026-01-15T19:30:00.0000000",
      LIVE,
    ],
  ],
  convertToUtc: [
    [
      "convertToUtc('01/01/2018 00:00:00', 'Pacific Standard Time')",
      "2018-01-01T08:00:00.0000000Z",
      PAGE,
    ],
    [
      "convertToUtc('01/01/2018 00:00:00', 'Pacific Standard Time', 'D')",
      "Monday, January 1, 2018",
      PAGE,
    ],
    [
      "convertToUtc('2023-11-24T12:11:49.7531321', 'W. Europe Standard Time')",
      "2023-11-24T11:11:49.7531321Z",
      DOTNET,
    ],
    ["convertToUtc('2018-01-01T00:00:00Z', 'UTC')", "2018-01-01T00:00:00.0000000Z", LIVE],
    [
      "convertToUtc('2018-01-01T00:00:00Z', 'Pacific Standard Time')",
      { error: "EXPRESSION_DATE" },
      LIVE,
    ],
  ],
  dayOfMonth: [
    ["dayOfMonth('2018-03-15T13:27:36Z')", 15, PAGE],
    ["dayOfMonth('garbage')", { error: "EXPRESSION_DATE" }, LIVE],
  ],
  dayOfWeek: [
    ["dayOfWeek('2018-03-15T13:27:36Z')", 4, LOGIC_APPS],
    ["dayOfWeek('2018-03-18')", 0, PAGE],
  ],
  dayOfYear: [
    ["dayOfYear('2018-03-15T13:27:36Z')", 74, PAGE],
    ["dayOfYear('2024-05-17T23:59:49.7531321Z')", 138, DOTNET],
  ],
  formatDateTime: [
    ["formatDateTime('03/15/2018 12:00:00', 'yyyy-MM-ddTHH:mm:ss')", "2018-03-15T12:00:00", PAGE],
    ["formatDateTime('2018-03-15T13:27:36Z')", "2018-03-15T13:27:36.0000000Z", LIVE],
    ["formatDateTime('2026-01-15')", "2026-01-15T00:00:00.0000000", LIVE],
    ["formatDateTime('2026-01-15T12:30:00+02:00')", "2026-01-15T10:30:00.0000000+00:00", LIVE],
    ["formatDateTime('2018-03-15T13:27:36Z', 'r')", "Thu, 15 Mar 2018 13:27:36 GMT", DOTNET_DOCS],
    ["formatDateTime('2018-03-15T13:27:36Z', 'u')", "2018-03-15 13:27:36Z", DOTNET_DOCS],
    ["formatDateTime('2018-03-15T13:27:36Z', 's')", "2018-03-15T13:27:36", DOTNET_DOCS],
    ["formatDateTime('2018-03-15T13:27:36Z', 'g')", "3/15/2018 1:27 PM", DOTNET_DOCS],
    [
      "formatDateTime('2018-03-15T13:27:36Z', 'F')",
      "Thursday, March 15, 2018 1:27:36 PM",
      DOTNET_DOCS,
    ],
    ["formatDateTime('2018-03-15T13:27:36Z', 'Y')", "March 2018", DOTNET_DOCS],
    [
      "formatDateTime('2018-03-05T03:07:06.12Z', 'd/M/yy h:m:s.FFF t')",
      "5/3/18 3:7:6.12 A",
      DOTNET_DOCS,
    ],
    [
      "formatDateTime('2018-03-05T03:07:06Z', 'ddd dddd MMM MMMM')",
      "Mon Monday Mar March",
      DOTNET_DOCS,
    ],
    ["formatDateTime('2018-03-05T03:07:06Z', 'ss.FFF')", "06", DOTNET_DOCS],
    ["formatDateTime('2018-03-05T03:07:06Z', '%d')", "5", DOTNET_DOCS],
    ["formatDateTime('2018-03-05', '\"day\" d \\d')", "day 5 d", DOTNET_DOCS],
    [
      "formatDateTime('2018-03-05T03:07:06.1234567Z', 'fffffff zzz')",
      "1234567 +00:00",
      DOTNET_DOCS,
    ],
    [
      "formatDateTime('2018-03-05T03:07:06.99999996Z')",
      "2018-03-05T03:07:07.0000000Z",
      DOTNET_DOCS,
    ],
    ["formatDateTime('15 March 2018')", "2018-03-15T00:00:00.0000000", DOTNET_DOCS],
    ["formatDateTime('2018-03-05', 'q')", { error: "EXPRESSION_DATE" }, DOTNET_DOCS],
    ["formatDateTime('2018-03-05', 'ffffffff')", { error: "EXPRESSION_DATE" }, DOTNET_DOCS],
    ["formatDateTime('2018-03-05', 'yyyy \"')", { error: "EXPRESSION_DATE" }, DOTNET_DOCS],
    ["formatDateTime('2018-02-29')", { error: "EXPRESSION_DATE" }, DOTNET_DOCS],
    ["formatDateTime('2018-03-05T24:00:00')", { error: "EXPRESSION_DATE" }, DOTNET_DOCS],
    ["formatDateTime(null)", { error: "EXPRESSION_ARGUMENT" }, LIVE],
  ],
  getFutureTime: [
    ["getFutureTime(5, 'Day')", "2018-04-20T13:00:00.0000000Z", PAGE],
    ["getFutureTime(5, 'Day', 'D')", "Friday, April 20, 2018", PAGE],
  ],
  getPastTime: [
    ["getPastTime(5, 'Day')", "2018-04-10T13:00:00.0000000Z", PAGE],
    ["getPastTime(30, 'Minutes')", "2018-04-15T12:30:00.0000000Z", LIVE],
  ],
  startOfDay: [
    ["startOfDay('2018-03-15T13:30:30Z')", "2018-03-15T00:00:00.0000000Z", PAGE],
    ["startOfDay('2026-01-15T10:30:00Z', 'yyyy-MM-dd')", "2026-01-15", LIVE],
  ],
  startOfHour: [["startOfHour('2018-03-15T13:30:30Z')", "2018-03-15T13:00:00.0000000Z", PAGE]],
  startOfMonth: [["startOfMonth('2018-03-15T13:30:30Z')", "2018-03-01T00:00:00.0000000Z", PAGE]],
  subtractFromTime: [
    [
      "subtractFromTime('2018-01-02T00:00:00Z', 1, 'Day')",
      "2018-01-01T00:00:00.0000000Z",
      LOGIC_APPS,
    ],
    ["subtractFromTime('2018-01-02T00:00:00Z', 1, 'Day', 'D')", "Monday, January 1, 2018", DECIDED],
    ["subtractFromTime('2026-01-15T10:30:00Z', 2, 'Hours')", "2026-01-15T08:30:00.0000000Z", LIVE],
  ],
  ticks: [
    ["ticks('1970-01-01T00:00:00Z')", 621355968000000000n, LIVE],
    ["ticks('2023-11-24T12:11:54.753132')", 638364247147531320n, DOTNET],
    ["ticks('0001-01-01T00:00:00')", 0, DOTNET_DOCS],
    ["ticks('garbage')", { error: "EXPRESSION_DATE" }, LIVE],
  ],
  utcNow: [
    ["utcNow()", "2018-04-15T13:00:00.0000000Z", PAGE],
    ["utcnow('D')", "Sunday, April 15, 2018", PAGE],
  ],
};
