//! The icons, inlined: no request. What every row of a list repeats is a `symbol`. Paths from lucide-static 1.62.0 (ISC, `static/LICENSE-lucide.txt`).

use super::filters::Html;

/// Columns.
pub const COLUMNS: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><rect width="18" height="18" x="3" y="3" rx="2"/><path d="M9 3v18"/><path d="M15 3v18"/></svg>"#,
);

/// An arrow into a tray.
pub const DOWNLOAD: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4"/><path d="m7 10 5 5 5-5"/><path d="M12 15V3"/></svg>"#,
);

/// An arrow down.
pub const ARROW_DOWN: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 5v14"/><path d="m19 12-7 7-7-7"/></svg>"#,
);

/// An arrow up.
pub const ARROW_UP: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="m5 12 7-7 7 7"/><path d="M12 19V5"/></svg>"#,
);

/// A barred circle.
pub const BARRED: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="M4.929 4.929 19.07 19.071"/></svg>"#,
);

/// An angle down.
pub const CHEVRON_DOWN: Html =
    Html(r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="m6 9 6 6 6-6"/></svg>"#);

/// An angle to the left.
pub const CHEVRON_LEFT: Html =
    Html(r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="m15 18-6-6 6-6"/></svg>"#);

/// An angle to the right.
pub const CHEVRON_RIGHT: Html =
    Html(r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="m9 18 6-6-6-6"/></svg>"#);

/// Columns.
pub const CHART: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M3 3v16a2 2 0 0 0 2 2h16"/><path d="M18 17V9"/><path d="M13 17V5"/><path d="M8 17v-3"/></svg>"#,
);

/// Two sheets.
pub const COPY: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><rect width="14" height="14" x="8" y="8" rx="2" ry="2"/><path d="M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"/></svg>"#,
);

/// A cross.
pub const CROSS: Html =
    Html(r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M18 6 6 18"/><path d="m6 6 12 12"/></svg>"#);

/// A cross in a circle.
pub const CROSS_ROUND: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="m15 9-6 6"/><path d="m9 9 6 6"/></svg>"#,
);

/// A dashed circle.
pub const DASHED: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M10.1 2.182a10 10 0 0 1 3.8 0"/><path d="M13.9 21.818a10 10 0 0 1-3.8 0"/><path d="M17.609 3.721a10 10 0 0 1 2.69 2.7"/><path d="M2.182 13.9a10 10 0 0 1 0-3.8"/><path d="M20.279 17.609a10 10 0 0 1-2.7 2.69"/><path d="M21.818 10.1a10 10 0 0 1 0 3.8"/><path d="M3.721 6.391a10 10 0 0 1 2.7-2.69"/><path d="M6.391 20.279a10 10 0 0 1-2.69-2.7"/></svg>"#,
);

/// Three lines that grow shorter.
pub const FILTERS: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M2 5h20"/><path d="M6 12h12"/><path d="M9 19h6"/></svg>"#,
);

/// Two sliders.
pub const SLIDERS: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M14 17H5"/><path d="M19 7h-9"/><circle cx="17" cy="17" r="3"/><circle cx="7" cy="7" r="3"/></svg>"#,
);

/// A globe.
pub const GLOBE: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20"/><path d="M2 12h20"/></svg>"#,
);

/// A house.
pub const HOME: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8"/><path d="M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"/></svg>"#,
);

/// An i in a circle.
pub const INFO: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="M12 16v-4"/><path d="M12 8h.01"/></svg>"#,
);

/// A key.
pub const KEY: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M2.586 17.414A2 2 0 0 0 2 18.828V21a1 1 0 0 0 1 1h3a1 1 0 0 0 1-1v-1a1 1 0 0 1 1-1h1a1 1 0 0 0 1-1v-1a1 1 0 0 1 1-1h.172a2 2 0 0 0 1.414-.586l.814-.814a6.5 6.5 0 1 0-4-4z"/><circle cx="16.5" cy="7.5" r=".5" fill="currentColor"/></svg>"#,
);

/// Three lines.
pub const MENU: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 5h16"/><path d="M4 12h16"/><path d="M4 19h16"/></svg>"#,
);

/// A pencil.
pub const PENCIL: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z"/><path d="m15 5 4 4"/></svg>"#,
);

/// A camera.
pub const CAMERA: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M13.997 4a2 2 0 0 1 1.76 1.05l.486.9A2 2 0 0 0 18.003 7H20a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2h1.997a2 2 0 0 0 1.759-1.048l.489-.904A2 2 0 0 1 10.004 4z"/><circle cx="12" cy="13" r="3"/></svg>"#,
);

/// A head in a circle.
pub const PERSON: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><circle cx="12" cy="10" r="3"/><path d="M7 20.662V19a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v1.662"/></svg>"#,
);

/// A passkey.
pub const FINGERPRINT: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 10a2 2 0 0 0-2 2c0 1.02-.1 2.51-.26 4"/><path d="M14 13.12c0 2.38 0 6.38-1 8.88"/><path d="M17.29 21.02c.12-.6.43-2.3.5-3.02"/><path d="M2 12a10 10 0 0 1 18-6"/><path d="M2 16h.01"/><path d="M21.8 16c.2-2 .131-5.354 0-6"/><path d="M5 19.5C5.5 18 6 15 6 12a6 6 0 0 1 .34-2"/><path d="M8.65 22c.21-.66.45-1.32.57-2"/><path d="M9 6.8a6 6 0 0 1 9 5.2v2"/></svg>"#,
);

/// A telephone.
pub const PHONE: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"/></svg>"#,
);

/// A printer.
pub const PRINTER: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2"/><path d="M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6"/><rect x="6" y="14" width="12" height="8" rx="1"/></svg>"#,
);

/// A scroll.
pub const SCROLL: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M15 12h-5"/><path d="M15 8h-5"/><path d="M19 17V5a2 2 0 0 0-2-2H4"/><path d="M8 21h12a2 2 0 0 0 2-2v-1a1 1 0 0 0-1-1H11a1 1 0 0 0-1 1v1a2 2 0 1 1-4 0V5a2 2 0 1 0-4 0v2a1 1 0 0 0 1 1h3"/></svg>"#,
);

/// A magnifying glass.
pub const SEARCH: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="m21 21-4.34-4.34"/><circle cx="11" cy="11" r="8"/></svg>"#,
);

/// A shield with a tick.
pub const SHIELD: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z"/><path d="m9 12 2 2 4-4"/></svg>"#,
);

/// A plus.
pub const PLUS: Html =
    Html(r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M5 12h14"/><path d="M12 5v14"/></svg>"#);

/// An arrow out of a door.
pub const SIGN_OUT: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="m16 17 5-5-5-5"/><path d="M21 12H9"/><path d="M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4"/></svg>"#,
);

/// Two angles, up and down.
pub const SORT: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="m7 15 5 5 5-5"/><path d="m7 9 5-5 5 5"/></svg>"#,
);

/// A stopwatch.
pub const STOPWATCH: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><line x1="10" x2="14" y1="2" y2="2"/><line x1="12" x2="15" y1="14" y2="11"/><circle cx="12" cy="14" r="8"/></svg>"#,
);

/// A tick.
pub const TICK: Html =
    Html(r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M20 6 9 17l-5-5"/></svg>"#);

/// A tick in a circle.
pub const TICK_ROUND: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="m16 9-5.5 5.5L8 12"/></svg>"#,
);

/// A bin.
pub const TRASH: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M10 11v6"/><path d="M14 11v6"/><path d="M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6"/><path d="M3 6h18"/><path d="M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"/></svg>"#,
);

/// An arrow that goes back.
pub const UNDO: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M9 14 4 9l5-5"/><path d="M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11"/></svg>"#,
);

/// Three people.
pub const USERS: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2"/><path d="M16 3.128a4 4 0 0 1 0 7.744"/><path d="M22 21v-2a4 4 0 0 0-3-3.87"/><circle cx="9" cy="7" r="4"/></svg>"#,
);

/// Three boxes that hang together.
pub const GROUPS: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><rect x="16" y="16" width="6" height="6" rx="1"/><rect x="2" y="16" width="6" height="6" rx="1"/><rect x="9" y="2" width="6" height="6" rx="1"/><path d="M5 16v-3a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v3"/><path d="M12 12V8"/></svg>"#,
);

/// The mark of the program.
pub const MARK: Html = Html(
    r#"<svg viewBox="0 0 28 28" aria-hidden="true"><rect class="mark-tile" width="28" height="28" rx="8.5"/><path class="mark-hole" d="M14 6.6a4.35 4.35 0 0 0-2.2 8.1l-1.35 5.5c-.13.55.28 1.1.86 1.1h5.38c.58 0 1-.55.86-1.1l-1.35-5.5A4.35 4.35 0 0 0 14 6.6Z"/></svg>"#,
);

/// The cut edge of a key: the horizon of signed-out pages.
pub const BITTING: Html = Html(
    r#"<svg class="bitting" viewBox="0 0 1200 52" preserveAspectRatio="xMidYMax slice" aria-hidden="true"><path class="fill" d="M0 8L14 22L48 22L48 22L62 36L96 36L96 36L117 15L151 15L151 15L165 29L199 29L199 29L220 8L254 8L254 8L268 22L302 22L302 22L323 43L357 43L357 43L371 29L405 29L405 29L419 15L453 15L453 15L474 36L508 36L508 36L522 22L556 22L556 22L570 8L604 8L604 8L625 29L659 29L659 29L673 43L707 43L707 43L728 22L762 22L762 22L769 15L803 15L803 15L824 36L858 36L858 36L865 29L899 29L899 29L906 22L940 22L940 22L954 36L988 36L988 36L1009 15L1043 15L1043 15L1057 29L1091 29L1091 29L1112 8L1146 8L1146 8L1160 22L1194 22L1194 22L1200 43L1200 43L1200 53L0 53Z"/><path class="edge" d="M0 8L14 22L48 22L48 22L62 36L96 36L96 36L117 15L151 15L151 15L165 29L199 29L199 29L220 8L254 8L254 8L268 22L302 22L302 22L323 43L357 43L357 43L371 29L405 29L405 29L419 15L453 15L453 15L474 36L508 36L508 36L522 22L556 22L556 22L570 8L604 8L604 8L625 29L659 29L659 29L673 43L707 43L707 43L728 22L762 22L762 22L769 15L803 15L803 15L824 36L858 36L858 36L865 29L899 29L899 29L906 22L940 22L940 22L954 36L988 36L988 36L1009 15L1043 15L1043 15L1057 29L1091 29L1091 29L1112 8L1146 8L1146 8L1160 22L1194 22L1194 22L1200 43L1200 43"/></svg>"#,
);

/// The cut edge of the key tag.
pub const TAG_CUT: Html = Html(
    r#"<svg class="tag-cut" viewBox="0 0 600 20" preserveAspectRatio="none" aria-hidden="true"><path class="fill" d="M0 0L0 2L0 2L26 2L26 2L42.2 18.2L68.2 18.2L68.2 18.2L79 7.4L105 7.4L105 7.4L110.4 12.8L136.4 12.8L136.4 12.8L147.2 2L173.2 2L173.2 2L189.4 18.2L215.4 18.2L215.4 18.2L220.8 12.8L246.8 12.8L246.8 12.8L257.6 2L283.6 2L283.6 2L289 7.4L315 7.4L315 7.4L325.8 18.2L351.8 18.2L351.8 18.2L368 2L394 2L394 2L404.8 12.8L430.8 12.8L430.8 12.8L441.6 2L467.6 2L467.6 2L483.8 18.2L509.8 18.2L509.8 18.2L520.6 7.4L546.6 7.4L546.6 7.4L552 12.8L578 12.8L578 12.8L588.8 2L600 2L600 0Z"/><path class="edge" d="M0 0L0 2L0 2L26 2L26 2L42.2 18.2L68.2 18.2L68.2 18.2L79 7.4L105 7.4L105 7.4L110.4 12.8L136.4 12.8L136.4 12.8L147.2 2L173.2 2L173.2 2L189.4 18.2L215.4 18.2L215.4 18.2L220.8 12.8L246.8 12.8L246.8 12.8L257.6 2L283.6 2L283.6 2L289 7.4L315 7.4L315 7.4L325.8 18.2L351.8 18.2L351.8 18.2L368 2L394 2L394 2L404.8 12.8L430.8 12.8L430.8 12.8L441.6 2L467.6 2L467.6 2L483.8 18.2L509.8 18.2L509.8 18.2L520.6 7.4L546.6 7.4L546.6 7.4L552 12.8L578 12.8L578 12.8L588.8 2L600 2L600 0"/></svg>"#,
);

/// A key, for lists without anything.
pub const KEY_DRAWING: Html = Html(
    r#"<svg class="art" viewBox="0 0 240 64" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><circle cx="34" cy="32" r="21"/><circle cx="26" cy="32" r="5"/><path d="M53.5 24H204l10 8-10 8h-8l-5 6h-12l-5-6h-10l-7 8h-12l-7-8h-9l-4 4h-12l-4-4h-8l-6 7h-10l-6-7H53.5"/></svg>"#,
);

/// [`DASHED`] in another place.
pub const NOT_YET: Html = Html(
    r#"<svg class="i i-todo" viewBox="0 0 24 24" aria-hidden="true"><path d="M10.1 2.182a10 10 0 0 1 3.8 0"/><path d="M13.9 21.818a10 10 0 0 1-3.8 0"/><path d="M17.609 3.721a10 10 0 0 1 2.69 2.7"/><path d="M2.182 13.9a10 10 0 0 1 0-3.8"/><path d="M20.279 17.609a10 10 0 0 1-2.7 2.69"/><path d="M21.818 10.1a10 10 0 0 1 0 3.8"/><path d="M3.721 6.391a10 10 0 0 1 2.7-2.69"/><path d="M6.391 20.279a10 10 0 0 1-2.69-2.7"/></svg>"#,
);

/// [`TICK_ROUND`] in another place.
pub const MET: Html = Html(
    r#"<svg class="i i-met" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="m16 9-5.5 5.5L8 12"/></svg>"#,
);

/// [`CROSS_ROUND`] in another place.
pub const UNMET: Html = Html(
    r#"<svg class="i i-unmet" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="10"/><path d="m15 9-6 6"/><path d="m9 9 6 6"/></svg>"#,
);

/// [`STOPWATCH`] in another place.
pub const STOPWATCH_INLINE: Html = Html(
    r#"<svg class="i i-in" viewBox="0 0 24 24" aria-hidden="true"><line x1="10" x2="14" y1="2" y2="2"/><line x1="12" x2="15" y1="14" y2="11"/><circle cx="12" cy="14" r="8"/></svg>"#,
);
/// A closed padlock.
pub const LOCK: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><rect width="18" height="11" x="3" y="11" rx="2" ry="2"/><path d="M7 11V7a5 5 0 0 1 10 0v4"/></svg>"#,
);
/// An open one.
pub const LOCK_OPEN: Html = Html(
    r#"<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><rect width="18" height="11" x="3" y="11" rx="2" ry="2"/><path d="M7 11V7a5 5 0 0 1 9.9-1"/></svg>"#,
);
