/** Icon shapes from Lucide (ISC licence, © Lucide contributors), on a 24 × 24 field. */

export interface Shape {
  tag: "path" | "circle" | "rect" | "line" | "polyline";
  attributes: Record<string, string>;
}

export const icons = {
  layoutDashboard: [
    { tag: "rect", attributes: { width: "7", height: "9", x: "3", y: "3", rx: "1" } },
    { tag: "rect", attributes: { width: "7", height: "5", x: "14", y: "3", rx: "1" } },
    { tag: "rect", attributes: { width: "7", height: "9", x: "14", y: "12", rx: "1" } },
    { tag: "rect", attributes: { width: "7", height: "5", x: "3", y: "16", rx: "1" } },
  ],
  listChecks: [
    { tag: "path", attributes: { d: "M13 5h8" } },
    { tag: "path", attributes: { d: "M13 12h8" } },
    { tag: "path", attributes: { d: "M13 19h8" } },
    { tag: "path", attributes: { d: "m3 17 2 2 4-4" } },
    { tag: "path", attributes: { d: "m3 7 2 2 4-4" } },
  ],
  files: [
    { tag: "path", attributes: { d: "M15 2h-4a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2V8" } },
    {
      tag: "path",
      attributes: {
        d: "M16.706 2.706A2.4 2.4 0 0 0 15 2v5a1 1 0 0 0 1 1h5a2.4 2.4 0 0 0-.706-1.706z",
      },
    },
    { tag: "path", attributes: { d: "M5 7a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h8a2 2 0 0 0 1.732-1" } },
  ],
  listTodo: [
    { tag: "path", attributes: { d: "M13 5h8" } },
    { tag: "path", attributes: { d: "M13 12h8" } },
    { tag: "path", attributes: { d: "M13 19h8" } },
    { tag: "path", attributes: { d: "m3 17 2 2 4-4" } },
    { tag: "rect", attributes: { x: "3", y: "4", width: "6", height: "6", rx: "1" } },
  ],
  clipboardCheck: [
    { tag: "rect", attributes: { width: "8", height: "4", x: "8", y: "2", rx: "1", ry: "1" } },
    {
      tag: "path",
      attributes: {
        d: "M16 4h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2",
      },
    },
    { tag: "path", attributes: { d: "m9 14 2 2 4-4" } },
  ],
  search: [
    { tag: "path", attributes: { d: "m21 21-4.34-4.34" } },
    { tag: "circle", attributes: { cx: "11", cy: "11", r: "8" } },
  ],
  contrast: [
    { tag: "circle", attributes: { cx: "12", cy: "12", r: "10" } },
    { tag: "path", attributes: { d: "M12 18a6 6 0 0 0 0-12v12z" } },
  ],
  quote: [
    {
      tag: "path",
      attributes: {
        d: "M22 17a2 2 0 0 1-2 2H6.83a2 2 0 0 0-1.42.59l-2.2 2.2A.71.71 0 0 1 2 21.29V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z",
      },
    },
  ],
  bookOpen: [
    { tag: "path", attributes: { d: "M12 7v14" } },
    {
      tag: "path",
      attributes: {
        d: "M3 18a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1h5a4 4 0 0 1 4 4 4 4 0 0 1 4-4h5a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1h-6a3 3 0 0 0-3 3 3 3 0 0 0-3-3z",
      },
    },
  ],
  stamp: [
    { tag: "path", attributes: { d: "M14 13V8.5C14 7 15 7 15 5a3 3 0 0 0-6 0c0 2 1 2 1 3.5V13" } },
    {
      tag: "path",
      attributes: {
        d: "M20 15.5a2.5 2.5 0 0 0-2.5-2.5h-11A2.5 2.5 0 0 0 4 15.5V17a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1z",
      },
    },
    { tag: "path", attributes: { d: "M5 22h14" } },
  ],
  shieldCheck: [
    {
      tag: "path",
      attributes: {
        d: "M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z",
      },
    },
    { tag: "path", attributes: { d: "m9 12 2 2 4-4" } },
  ],
  inbox: [
    { tag: "polyline", attributes: { points: "22 12 16 12 14 15 10 15 8 12 2 12" } },
    {
      tag: "path",
      attributes: {
        d: "M5.45 5.11 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.45-6.89A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z",
      },
    },
  ],
  undo: [
    { tag: "path", attributes: { d: "M9 14 4 9l5-5" } },
    { tag: "path", attributes: { d: "M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11" } },
  ],
  redo: [
    { tag: "path", attributes: { d: "m15 14 5-5-5-5" } },
    { tag: "path", attributes: { d: "M20 9H9.5A5.5 5.5 0 0 0 4 14.5A5.5 5.5 0 0 0 9.5 20H13" } },
  ],
  circleAlert: [
    { tag: "circle", attributes: { cx: "12", cy: "12", r: "10" } },
    { tag: "line", attributes: { x1: "12", x2: "12", y1: "8", y2: "12" } },
    { tag: "line", attributes: { x1: "12", x2: "12.01", y1: "16", y2: "16" } },
  ],
  info: [
    { tag: "circle", attributes: { cx: "12", cy: "12", r: "10" } },
    { tag: "path", attributes: { d: "M12 16v-4" } },
    { tag: "path", attributes: { d: "M12 8h.01" } },
  ],
  chevronRight: [{ tag: "path", attributes: { d: "m9 18 6-6-6-6" } }],
  chevronDown: [{ tag: "path", attributes: { d: "m6 9 6 6 6-6" } }],
  chevronUp: [{ tag: "path", attributes: { d: "m18 15-6-6-6 6" } }],
  chevronsUpDown: [
    { tag: "path", attributes: { d: "m7 15 5 5 5-5" } },
    { tag: "path", attributes: { d: "m7 9 5-5 5 5" } },
  ],
  clipboard: [
    { tag: "rect", attributes: { width: "8", height: "4", x: "8", y: "2", rx: "1", ry: "1" } },
    {
      tag: "path",
      attributes: {
        d: "M16 4h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2",
      },
    },
  ],
  arrowLeft: [
    { tag: "path", attributes: { d: "m12 19-7-7 7-7" } },
    { tag: "path", attributes: { d: "M19 12H5" } },
  ],
  arrowRight: [
    { tag: "path", attributes: { d: "M5 12h14" } },
    { tag: "path", attributes: { d: "m12 5 7 7-7 7" } },
  ],
  paperclip: [
    {
      tag: "path",
      attributes: {
        d: "m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551",
      },
    },
  ],
  plus: [
    { tag: "path", attributes: { d: "M5 12h14" } },
    { tag: "path", attributes: { d: "M12 5v14" } },
  ],
  pencil: [
    {
      tag: "path",
      attributes: {
        d: "M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z",
      },
    },
    { tag: "path", attributes: { d: "m15 5 4 4" } },
  ],
  x: [
    { tag: "path", attributes: { d: "M18 6 6 18" } },
    { tag: "path", attributes: { d: "m6 6 12 12" } },
  ],
  check: [{ tag: "path", attributes: { d: "M20 6 9 17l-5-5" } }],
  unlink: [
    {
      tag: "path",
      attributes: {
        d: "m18.84 12.25 1.72-1.71h-.02a5.004 5.004 0 0 0-.12-7.07 5.006 5.006 0 0 0-6.95 0l-1.72 1.71",
      },
    },
    {
      tag: "path",
      attributes: {
        d: "m5.17 11.75-1.71 1.71a5.004 5.004 0 0 0 .12 7.07 5.006 5.006 0 0 0 6.95 0l1.71-1.71",
      },
    },
    { tag: "line", attributes: { x1: "8", x2: "8", y1: "2", y2: "5" } },
    { tag: "line", attributes: { x1: "2", x2: "5", y1: "8", y2: "8" } },
    { tag: "line", attributes: { x1: "16", x2: "16", y1: "19", y2: "22" } },
    { tag: "line", attributes: { x1: "19", x2: "22", y1: "16", y2: "16" } },
  ],
  link: [
    {
      tag: "path",
      attributes: { d: "M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71" },
    },
    {
      tag: "path",
      attributes: { d: "M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71" },
    },
  ],
  trash: [
    { tag: "path", attributes: { d: "M10 11v6" } },
    { tag: "path", attributes: { d: "M14 11v6" } },
    { tag: "path", attributes: { d: "M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6" } },
    { tag: "path", attributes: { d: "M3 6h18" } },
    { tag: "path", attributes: { d: "M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2" } },
  ],
  fileCheck: [
    {
      tag: "path",
      attributes: {
        d: "M10.5 22H6a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.706.706l3.588 3.588A2.4 2.4 0 0 1 20 8v6",
      },
    },
    { tag: "path", attributes: { d: "M14 2v5a1 1 0 0 0 1 1h5" } },
    { tag: "path", attributes: { d: "m14 20 2 2 4-4" } },
  ],
  lock: [
    { tag: "rect", attributes: { width: "18", height: "11", x: "3", y: "11", rx: "2", ry: "2" } },
    { tag: "path", attributes: { d: "M7 11V7a5 5 0 0 1 10 0v4" } },
  ],
  keyboard: [
    { tag: "path", attributes: { d: "M10 8h.01" } },
    { tag: "path", attributes: { d: "M12 12h.01" } },
    { tag: "path", attributes: { d: "M14 8h.01" } },
    { tag: "path", attributes: { d: "M16 12h.01" } },
    { tag: "path", attributes: { d: "M18 8h.01" } },
    { tag: "path", attributes: { d: "M6 8h.01" } },
    { tag: "path", attributes: { d: "M7 16h10" } },
    { tag: "path", attributes: { d: "M8 12h.01" } },
    { tag: "rect", attributes: { width: "20", height: "16", x: "2", y: "4", rx: "2" } },
  ],
  triangleAlert: [
    {
      tag: "path",
      attributes: { d: "m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3" },
    },
    { tag: "path", attributes: { d: "M12 9v4" } },
    { tag: "path", attributes: { d: "M12 17h.01" } },
  ],
  fileText: [
    {
      tag: "path",
      attributes: {
        d: "M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z",
      },
    },
    { tag: "path", attributes: { d: "M14 2v5a1 1 0 0 0 1 1h5" } },
    { tag: "path", attributes: { d: "M10 9H8" } },
    { tag: "path", attributes: { d: "M16 13H8" } },
    { tag: "path", attributes: { d: "M16 17H8" } },
  ],
  keyRound: [
    {
      tag: "path",
      attributes: {
        d: "M2.586 17.414A2 2 0 0 0 2 18.828V21a1 1 0 0 0 1 1h3a1 1 0 0 0 1-1v-1a1 1 0 0 1 1-1h1a1 1 0 0 0 1-1v-1a1 1 0 0 1 1-1h.172a2 2 0 0 0 1.414-.586l.814-.814a6.5 6.5 0 1 0-4-4z",
      },
    },
    { tag: "circle", attributes: { cx: "16.5", cy: "7.5", r: ".5", fill: "currentColor" } },
  ],
  clock: [
    { tag: "circle", attributes: { cx: "12", cy: "12", r: "10" } },
    { tag: "path", attributes: { d: "M12 6v6l4 2" } },
  ],
  flag: [
    {
      tag: "path",
      attributes: {
        d: "M4 22V4a1 1 0 0 1 .4-.8A6 6 0 0 1 8 2c3 0 5 2 7.333 2q2 0 3.067-.8A1 1 0 0 1 20 4v10a1 1 0 0 1-.4.8A6 6 0 0 1 16 16c-3 0-5-2-8-2a6 6 0 0 0-4 1.528",
      },
    },
  ],
  upload: [
    { tag: "path", attributes: { d: "M12 3v12" } },
    { tag: "path", attributes: { d: "m17 8-5-5-5 5" } },
    { tag: "path", attributes: { d: "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4" } },
  ],
  languages: [
    { tag: "path", attributes: { d: "m5 8 6 6" } },
    { tag: "path", attributes: { d: "m4 14 6-6 2-3" } },
    { tag: "path", attributes: { d: "M2 5h12" } },
    { tag: "path", attributes: { d: "M7 2h1" } },
    { tag: "path", attributes: { d: "m22 22-5-10-5 10" } },
    { tag: "path", attributes: { d: "M14 18h6" } },
  ],
  calendarClock: [
    { tag: "path", attributes: { d: "M16 14v2.2l1.6 1" } },
    { tag: "path", attributes: { d: "M16 2v3" } },
    {
      tag: "path",
      attributes: { d: "M21 7.338V5a2 2 0 00-2-2H5a2 2 0 00-2 2v14a2 2 0 002 2h2.338" },
    },
    { tag: "path", attributes: { d: "M3 9h5.859" } },
    { tag: "path", attributes: { d: "M8 2v3" } },
    { tag: "circle", attributes: { cx: "16", cy: "16", r: "6" } },
  ],
  building: [
    { tag: "path", attributes: { d: "M10 12h4" } },
    { tag: "path", attributes: { d: "M10 8h4" } },
    { tag: "path", attributes: { d: "M14 21v-3a2 2 0 0 0-4 0v3" } },
    {
      tag: "path",
      attributes: {
        d: "M6 10H4a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V9a2 2 0 0 0-2-2h-2",
      },
    },
    { tag: "path", attributes: { d: "M6 21V5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v16" } },
  ],
  compass: [
    { tag: "circle", attributes: { cx: "12", cy: "12", r: "10" } },
    {
      tag: "path",
      attributes: {
        d: "m16.24 7.76-1.804 5.411a2 2 0 0 1-1.265 1.265L7.76 16.24l1.804-5.411a2 2 0 0 1 1.265-1.265z",
      },
    },
  ],
  settings: [
    {
      tag: "path",
      attributes: {
        d: "M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915",
      },
    },
    { tag: "circle", attributes: { cx: "12", cy: "12", r: "3" } },
  ],
  history: [
    { tag: "path", attributes: { d: "M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8" } },
    { tag: "path", attributes: { d: "M3 3v5h5" } },
    { tag: "path", attributes: { d: "M12 7v5l4 2" } },
  ],
  archive: [
    { tag: "rect", attributes: { width: "20", height: "5", x: "2", y: "3", rx: "1" } },
    { tag: "path", attributes: { d: "M4 8v11a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8" } },
    { tag: "path", attributes: { d: "M10 12h4" } },
  ],
  eye: [
    {
      tag: "path",
      attributes: {
        d: "M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0",
      },
    },
    { tag: "circle", attributes: { cx: "12", cy: "12", r: "3" } },
  ],
  eyeOff: [
    {
      tag: "path",
      attributes: {
        d: "M10.733 5.076a10.744 10.744 0 0 1 11.205 6.575 1 1 0 0 1 0 .696 10.747 10.747 0 0 1-1.444 2.49",
      },
    },
    { tag: "path", attributes: { d: "M14.084 14.158a3 3 0 0 1-4.242-4.242" } },
    {
      tag: "path",
      attributes: {
        d: "M17.479 17.499a10.75 10.75 0 0 1-15.417-5.151 1 1 0 0 1 0-.696 10.75 10.75 0 0 1 4.446-5.143",
      },
    },
    { tag: "path", attributes: { d: "m2 2 20 20" } },
  ],
  printer: [
    {
      tag: "path",
      attributes: {
        d: "M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2",
      },
    },
    { tag: "path", attributes: { d: "M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6" } },
    { tag: "rect", attributes: { x: "6", y: "14", width: "12", height: "8", rx: "1" } },
  ],
  folder: [
    {
      tag: "path",
      attributes: {
        d: "M20 20a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-7.9a2 2 0 0 1-1.69-.9L9.6 3.9A2 2 0 0 0 7.93 3H4a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2Z",
      },
    },
  ],
  database: [
    { tag: "path", attributes: { d: "M3 5V19A9 3 0 0 0 21 19V5" } },
    { tag: "path", attributes: { d: "M3 12A9 3 0 0 0 21 12" } },
  ],
  hardDrive: [
    { tag: "path", attributes: { d: "M10 16h.01" } },
    {
      tag: "path",
      attributes: {
        d: "M2.212 11.577a2 2 0 0 0-.212.896V18a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-5.527a2 2 0 0 0-.212-.896L18.55 5.11A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z",
      },
    },
    { tag: "path", attributes: { d: "M21.946 12.013H2.054" } },
    { tag: "path", attributes: { d: "M6 16h.01" } },
  ],
  restore: [
    { tag: "path", attributes: { d: "M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8" } },
    { tag: "path", attributes: { d: "M3 3v5h5" } },
  ],
  externalLink: [
    { tag: "path", attributes: { d: "M15 3h6v6" } },
    { tag: "path", attributes: { d: "M10 14 21 3" } },
    { tag: "path", attributes: { d: "M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6" } },
  ],
  download: [
    { tag: "path", attributes: { d: "M12 15V3" } },
    { tag: "path", attributes: { d: "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4" } },
    { tag: "path", attributes: { d: "m7 10 5 5 5-5" } },
  ],
  refresh: [
    { tag: "path", attributes: { d: "M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8" } },
    { tag: "path", attributes: { d: "M21 3v5h-5" } },
    { tag: "path", attributes: { d: "M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16" } },
    { tag: "path", attributes: { d: "M8 16H3v5" } },
  ],
  user: [
    { tag: "path", attributes: { d: "M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2" } },
    { tag: "circle", attributes: { cx: "12", cy: "7", r: "4" } },
  ],
  eraser: [
    {
      tag: "path",
      attributes: {
        d: "M21 21H8a2 2 0 0 1-1.42-.587l-3.994-3.999a2 2 0 0 1 0-2.828l10-10a2 2 0 0 1 2.829 0l5.999 6a2 2 0 0 1 0 2.828L12.834 21",
      },
    },
    { tag: "path", attributes: { d: "m5.082 11.09 8.828 8.828" } },
  ],
  table: [
    {
      tag: "path",
      attributes: {
        d: "M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z",
      },
    },
    { tag: "path", attributes: { d: "M14 2v5a1 1 0 0 0 1 1h5" } },
    { tag: "path", attributes: { d: "M8 13h2" } },
    { tag: "path", attributes: { d: "M14 13h2" } },
    { tag: "path", attributes: { d: "M8 17h2" } },
    { tag: "path", attributes: { d: "M14 17h2" } },
  ],
  scale: [
    { tag: "path", attributes: { d: "M12 3v18" } },
    { tag: "path", attributes: { d: "m19 8 3 8a5 5 0 0 1-6 0zV7" } },
    { tag: "path", attributes: { d: "M3 7h1a17 17 0 0 0 8-2 17 17 0 0 0 8 2h1" } },
    { tag: "path", attributes: { d: "m5 8 3 8a5 5 0 0 1-6 0zV7" } },
    { tag: "path", attributes: { d: "M7 21h10" } },
  ],
  columns: [
    { tag: "rect", attributes: { width: "18", height: "18", x: "3", y: "3", rx: "2" } },
    { tag: "path", attributes: { d: "M9 3v18" } },
    { tag: "path", attributes: { d: "M15 3v18" } },
  ],
  cloud: [
    { tag: "path", attributes: { d: "M17.5 19H9a7 7 0 1 1 6.71-9h1.79a4.5 4.5 0 1 1 0 9Z" } },
  ],
} satisfies Record<string, Shape[]>;

export type IconName = keyof typeof icons;
