/// The style sheet of a page: dark ink on white, a measure that can be read, and the words of
/// people as the centre of it.
enum HTMLStyle {
  /// The sheet, ended by a line end.
  static let sheet = screen + narrow + paper

  private static let screen = """
    :root {
      color-scheme: light;
      --ink: #1f2429; --soft: #56606a; --line: #d9dee3; --accent: #1f4e79; --ground: #f6f8fa;
      --serif: "Source Serif 4", Charter, "Iowan Old Style", "Palatino Linotype", "Noto Serif",
        Georgia, "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", STSong, SimSun, serif;
      --sans: -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC",
        "Source Han Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif;
      --han: "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", STSong, SimSun, serif;
    }
    * { box-sizing: border-box; }
    html { font-size: 17px; scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
    body {
      margin: 0 auto; padding: 3.5rem 2rem 6rem; max-width: 72rem;
      background: #fff; color: var(--ink); font: 1rem/1.62 var(--serif);
      display: grid; column-gap: 4rem; align-items: start;
      grid-template-columns: minmax(0, 12rem) minmax(0, 46rem);
    }
    body.plain { display: block; max-width: 50rem; }
    header, main, .banner { grid-column: 2; min-width: 0; }
    header { margin-bottom: 2.5rem; padding-bottom: 1.6rem; border-bottom: 1px solid var(--line); }
    nav {
      grid-column: 1; grid-row: 1 / span 3; position: sticky; top: 3.5rem;
      max-height: calc(100vh - 7rem); overflow-y: auto; font: .8rem/1.45 var(--sans);
    }
    nav p { margin: .45rem 0 .8rem; color: var(--soft); font-weight: 600; }
    nav ul { list-style: none; margin: 0; padding: 0; }
    nav li { margin: 0 0 .5rem; }
    nav .level2 { padding-left: .9rem; }
    nav a { color: var(--soft); text-decoration: none; }
    nav .level1 a { color: var(--ink); }
    a { color: var(--accent); text-underline-offset: .18em; text-decoration-thickness: 1px; }
    nav a:hover, nav a:focus { color: var(--accent); text-decoration: underline; }
    :target { scroll-margin-top: 2rem; }
    h1, h2, h3, h4, h5 { line-height: 1.25; text-wrap: balance; margin: 0; }
    h1 { font-size: 2.1rem; font-weight: 600; letter-spacing: -.012em; }
    h2 { font-size: 1.5rem; font-weight: 600; margin: 3.2rem 0 .9rem; }
    h3 { font-size: 1.15rem; font-weight: 600; margin: 2.3rem 0 .6rem; }
    h4 { font: 600 .95rem/1.4 var(--sans); margin: 1.8rem 0 .4rem; }
    h5 { font: 600 .85rem/1.4 var(--sans); margin: 1.5rem 0 .3rem; color: var(--soft); }
    main > :first-child { margin-top: 0; }
    .subtitle { margin: .5rem 0 0; font-size: 1.12rem; color: var(--soft); text-wrap: balance; }
    p { margin: 0 0 1rem; max-width: 38rem; text-wrap: pretty; }
    ul, ol { margin: 0 0 1rem; padding-left: 1.3rem; max-width: 38rem; }
    li { margin-bottom: .3rem; }
    code { font: .86em/1.4 ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", monospace; }
    blockquote:lang(zh), .translation:lang(zh), p:lang(zh) { font-family: var(--han); }
    em:lang(zh) { font-style: normal; text-emphasis: filled dot; }
    .label {
      font: 600 .74rem/1.4 var(--sans); letter-spacing: .02em; color: var(--soft);
      margin: 0 0 .5rem;
    }
    dl { margin: 1.2rem 0 1.4rem; font: .84rem/1.5 var(--sans); }
    dl > div { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 1rem; }
    dt { color: var(--soft); }
    dd { margin: 0 0 .2rem; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    header dl { margin: 1.3rem 0 0; }
    figure { margin: 1.8rem 0 2rem; }
    figcaption { font: .84rem/1.5 var(--sans); color: var(--soft); max-width: 40rem; }
    figure:not(.quote) > figcaption { color: var(--ink); }
    figure > .scroll { margin-bottom: .6rem; }
    .alternative {
      position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
    }
    details { margin-top: .6rem; font: .84rem/1.5 var(--sans); color: var(--soft); }
    summary { cursor: pointer; }
    .scroll { overflow-x: auto; }
    .scroll svg { display: block; height: auto; max-width: 100%; }
    .quote {
      margin: 1.7rem 0 1.9rem; padding: .1rem 0 .1rem 1.5rem; border-left: 3px solid var(--accent);
    }
    blockquote { margin: 0; font-size: 1.14rem; line-height: 1.58; }
    blockquote p { margin: 0 0 .5rem; max-width: 36rem; }
    blockquote:lang(zh), .translation:lang(zh) { line-height: 1.85; text-align: justify; }
    .translation { margin: .45rem 0 0; color: var(--soft); }
    .translation p { margin: 0 0 .4rem; }
    .quote figcaption { margin-top: .55rem; }
    .speaker { font-weight: 600; color: var(--ink); margin-right: .35rem; }
    cite { font-style: normal; }
    .codes { display: block; margin-top: .15rem; color: var(--accent); }
    .turn { margin: 0 0 .55rem; font: .88rem/1.55 var(--sans); color: var(--soft); max-width: 38rem; }
    blockquote ~ .turn { margin: .55rem 0 0; }
    .who { font-weight: 600; margin-right: .3rem; }
    .table { margin: 1.6rem 0 2rem; font-family: var(--sans); }
    table {
      border-collapse: collapse; font-size: .84rem; line-height: 1.45;
      font-variant-numeric: tabular-nums lining-nums;
    }
    caption { text-align: left; font-weight: 600; padding: 0 0 .55rem; }
    th, td { padding: .36rem 1.3rem .36rem 0; text-align: left; vertical-align: top; }
    thead th { vertical-align: bottom; border-bottom: 1.5px solid var(--ink); font-weight: 600; }
    tbody th { font-weight: 400; }
    tbody tr { border-bottom: 1px solid var(--line); }
    tbody tr:last-child { border-bottom-color: var(--ink); }
    th:last-child, td:last-child { padding-right: 0; }
    .number { text-align: right; white-space: nowrap; }
    thead .number { white-space: normal; }
    td.prose { min-width: 14rem; font-family: var(--serif); font-size: .92rem; }
    .tight { white-space: nowrap; }
    .undefined { color: var(--soft); }
    .table-note { margin: .55rem 0 0; font-size: .78rem; line-height: 1.5; color: var(--soft); }
    .notice {
      margin: 1.6rem 0; padding: .9rem 1.2rem .1rem; background: var(--ground); font-size: .94rem;
      border-top: 2px solid var(--accent);
    }
    .notice .label { color: var(--accent); }
    .notice p { margin-bottom: .8rem; }
    .caution { background: #fdf8ec; border-color: #a86b00; }
    .caution .label { color: #805200; }
    .internal-only { background: #fdf1ef; border-color: #a3281a; }
    .internal-only .label, .banner { color: #a3281a; }
    .banner { font: 600 .8rem/1.4 var(--sans); margin: 0 0 1.4rem; }
    .watermark { display: none; }
    .beside { display: grid; gap: 0 2.6rem; margin: 1.6rem 0 2rem; }
    .of-2 { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .of-2.values { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); }
    .of-3 { grid-template-columns: repeat(3, minmax(0, 1fr)); }
    .panel { min-width: 0; }
    .panel > .label {
      border-bottom: 1px solid var(--line); padding-bottom: .35rem; margin-bottom: .9rem;
      font-size: .8rem;
    }
    .panel > :nth-child(2) { margin-top: 0; }
    .panel blockquote { font-size: 1.04rem; }
    .panel .quote { padding-left: 1.1rem; }
    .panel dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; }
    .panel table { width: 100%; }
    .panel td.prose { min-width: 0; font: inherit; overflow-wrap: anywhere; }

    """

  private static let narrow = """
    @media (max-width: 62rem) {
      body { display: block; max-width: 50rem; padding-top: 2.2rem; }
      nav {
        position: static; max-height: none; margin-bottom: 2.6rem; padding-bottom: 1.4rem;
        border-bottom: 1px solid var(--line); font-size: .88rem;
      }
    }
    @media screen and (max-width: 40rem) {
      html { font-size: 16px; }
      body { padding: 1.5rem 1.1rem 4rem; }
      h1 { font-size: 1.65rem; }
      h2 { font-size: 1.3rem; margin-top: 2.4rem; }
      .beside { display: block; }
      .panel { margin-bottom: 1.8rem; }
      .quote { padding-left: 1rem; }
      dl > div { grid-template-columns: 7rem minmax(0, 1fr); }
      .scroll svg { max-width: none; }
      th, td { padding-right: .9rem; }
      td.prose { min-width: 8rem; }
    }

    """

  private static let paper = """
    @page {
      size: A4; margin: 22mm 20mm 22mm;
      @bottom-left { font: 8pt sans-serif; color: #56606a; }
      @bottom-right { content: counter(page); font: 8pt sans-serif; color: #56606a; }
      @top-right { font: bold 8pt sans-serif; color: #a3281a; }
    }
    @media print {
      html { font-size: 10.5pt; }
      body { display: block; max-width: none; padding: 0; }
      nav { position: static; max-height: none; border-bottom: 0; margin: 0 0 1.5rem; padding: 0; }
      nav li { margin-bottom: .15rem; }
      a { color: inherit; text-decoration: none; }
      h1 { font-size: 20pt; }
      h2, h3, h4, h5, caption, .label { break-after: avoid; }
      p, li { orphans: 3; widows: 3; }
      /* Long passages and columns may run over a page: keeping them whole leaves pages half empty. */
      .notice, figure:not(.quote), tr { break-inside: avoid; }
      .quote > figcaption { break-before: avoid; }
      thead { display: table-header-group; }
      .page-break { break-before: page; }
      .scroll { overflow: visible; }
      details { display: none; }
      details.more { display: block; }
      .notice, .beside, .quote { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      svg { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
      .watermark {
        display: block; position: fixed; top: 42%; left: 0; right: 0; text-align: center;
        transform: rotate(-32deg); font: 700 72pt/1 var(--sans); color: #a3281a; opacity: .07;
        z-index: -1;
      }
    }

    """
}
