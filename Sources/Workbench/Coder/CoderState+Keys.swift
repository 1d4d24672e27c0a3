import Fieldwork

extension CoderState {
  /// What a key does.
  mutating func press(_ key: Key) -> [CoderRequest] {
    if key == .control("z") { return [.suspend] }
    if key == .control("c") {
      if prompt == nil { return [.quit] }
      prompt = nil
      return []
    }
    switch prompt {
    case nil: return read(key)
    case .palette(let typed, let position, let marked):
      return choose(key, typed, position, marked)
    case .search(let typed):
      edit(typed, key, { .search($0) }) { state, words in
        let wanted = words.isEmpty || words == "/" ? state.searched : words
        state.searched = wanted
        state.find(wanted)
      }
    case .turn(let typed):
      edit(typed, key, { .turn($0) }) { state, words in state.goToTurn(words) }
    case .memo(let typed, let codings):
      var requests: [CoderRequest] = []
      edit(typed, key, { .memo($0, codings) }) { _, words in
        if !words.isEmpty { requests = [.memo(codings, words)] }
      }
      return requests
    case .correction(let typed, let span):
      var requests: [CoderRequest] = []
      edit(typed, key, { .correction($0, of: span) }) { state, words in
        requests = [.correct(state.corrections(with: words, at: span))]
      }
      return requests
    case .removal(let choices):
      prompt = nil
      if case .character(let digit) = key, let number = digit.wholeNumberValue,
        choices.indices.contains(number - 1)
      {
        return [.remove(choices[number - 1])]
      }
    case .help: prompt = nil
    }
    return []
  }

  /// A key while reading.
  private mutating func read(_ key: Key) -> [CoderRequest] {
    message = ""
    switch key {
    case .right, .character("l"): move { $0.unit($1, after: $2) }
    case .left, .character("h"): move { $0.unit($1, before: $2) }
    case .down, .character("j"): moveLines(by: 1)
    case .up, .character("k"): moveLines(by: -1)
    case .pageDown, .control("f"): moveLines(by: page)
    case .pageUp, .control("b"): moveLines(by: -page)
    case .home: go(to: 0)
    case .end: go(to: document.turns.last?.span.start ?? 0)
    case .shiftRight: hold { $0.move { $0.unit($1, after: $2) } }
    case .shiftLeft: hold { $0.move { $0.unit($1, before: $2) } }
    case .shiftDown: hold { $0.moveLines(by: 1) }
    case .shiftUp: hold { $0.moveLines(by: -1) }
    case .character(" "): widen()
    case .backspace: narrow()
    case .escape:
      (held, adjusted) = (nil, nil)
    case .character(let character): return readCharacter(character)
    case .enter: return ask()
    case .control("r"): return [.redo]
    default: break
    }
    return []
  }

  private mutating func readCharacter(_ character: Character) -> [CoderRequest] {
    switch character {
    case "x": choose(.character)
    case "w": choose(.word)
    case "s": choose(.sentence)
    case "t": choose(.turn)
    case "v": held = held == nil ? unit : nil
    case ">": adjust(end: true) { $0.unit(.word, after: $1)?.end }
    case "<": adjust(end: true) { $0.unit(.word, before: $1.lastScalar)?.end }
    case "{": adjust(end: false) { $0.unit(.word, before: $1)?.start }
    case "}": adjust(end: false) { $0.unit(.word, after: $1.firstScalar)?.start }
    case "n": goToUncoded(after: true)
    case "N": goToUncoded(after: false)
    case "c": return ask()
    case "i":
      use([])
      return [.codeInVivo(selection)]
    case "r":
      guard !lastCodes.isEmpty else {
        message = "nothing was coded in this sitting; c chooses a code"
        return []
      }
      return [.code(selection, slugs: lastCodes, newName: nil)]
    case "d": return remove()
    case "m": note()
    case "e": correct()
    case "u": return [.undo]
    case "U": return [.redo]
    case "/": prompt = .search("")
    case "g": prompt = .turn("")
    case "o":
      showsOthers.toggle()
      message = showsOthers ? "codings of all coders are shown" : "only your codings are shown"
    case "?": prompt = .help
    case "q": return [.quit]
    default: message = "\(character) does nothing; ? shows the keys"
    }
    return []
  }

  // MARK: Moving and choosing

  private mutating func move(_ next: (CoderDocument, Grain, Span) -> Span?) {
    adjusted = nil
    if let span = next(document, grain, unit) { unit = span }
  }

  private var page: Int {
    max(1, ScreenMetrics(document, columns, rows).body(isAsking: false) - 2)
  }

  private mutating func moveLines(by count: Int) {
    let line = layout.line(of: unit.start)
    let target = max(0, min(layout.lines.count - 1, line + count))
    let before = unit
    go(to: layout.lines[target].start)
    // A long piece begins lines above the one that was meant.
    if unit == before, count > 0, let next = document.unit(grain, after: unit) { unit = next }
    if unit == before, count < 0, let last = document.unit(grain, before: unit) { unit = last }
  }

  private mutating func hold(_ move: (inout CoderState) -> Void) {
    if held == nil { held = unit }
    move(&self)
  }

  private mutating func choose(_ grain: Grain) {
    self.grain = grain
    held = nil
    go(to: adjusted?.start ?? unit.start)
  }

  private mutating func widen() {
    guard let next = Grain(rawValue: grain.rawValue + 1) else {
      // Beyond a turn, turns are taken in one by one.
      if held == nil { held = unit }
      if let turn = document.unit(.turn, after: unit) { unit = turn }
      return
    }
    choose(next)
  }

  private mutating func narrow() {
    if held != nil || adjusted != nil {
      (held, adjusted) = (nil, nil)
    } else if let next = Grain(rawValue: grain.rawValue - 1) {
      choose(next)
    }
  }

  /// Moves one end of the choice by a word.
  private mutating func adjust(end: Bool, _ next: (CoderDocument, Span) -> Int32?) {
    let now = selection
    guard let position = next(document, now) else { return }
    let moved =
      end ? Span(start: now.start, end: position) : Span(start: position, end: now.end)
    if let moved { adjusted = moved }
  }

  private mutating func goToUncoded(after: Bool) {
    let here = document.turn(at: unit.start)
    let turns = uncodedTurns
    guard let turn = after ? turns.first(where: { $0 > here }) : turns.last(where: { $0 < here })
    else {
      message = turns.isEmpty ? "every turn has a coding" : "no turn without coding there"
      return
    }
    held = nil
    go(to: document.turns[turn].span.start)
  }

  private mutating func goToTurn(_ typed: String) {
    let digits = typed.hasPrefix("t") ? String(typed.dropFirst()) : typed
    guard let number = Int32(digits),
      let turn = document.turns.first(where: { $0.number == number })
    else {
      message = "there is no turn \(typed)"
      return
    }
    held = nil
    go(to: turn.span.start)
  }

  // MARK: Codes

  private mutating func ask() -> [CoderRequest] {
    prompt = .palette(typed: "", position: 0, marked: [])
    return exampleOfChosen()
  }

  /// A key while codes are chosen.
  private mutating func choose(
    _ key: Key, _ typed: String, _ position: Int, _ marked: [String]
  ) -> [CoderRequest] {
    let matches = palette.matches(typed, recent: recent)
    var (typed, position, marked) = (typed, position, marked)
    switch key {
    case .escape:
      prompt = nil
      return []
    case .enter:
      return finishChoice(typed, matches, position, marked)
    case .tab:
      guard matches.indices.contains(position) else { return [] }
      let slug = palette.codes[matches[position]].slug
      if let there = marked.firstIndex(of: slug) {
        marked.remove(at: there)
      } else {
        marked.append(slug)
      }
      (typed, position) = ("", 0)
    case .down: position = min(position + 1, max(0, matches.count - 1))
    case .up: position = max(0, position - 1)
    case .backspace:
      typed = String(typed.dropLast())
      position = 0
    case .character(let character):
      typed.append(character)
      position = 0
    default: break
    }
    prompt = .palette(typed: typed, position: position, marked: marked)
    return exampleOfChosen()
  }

  private mutating func finishChoice(
    _ typed: String, _ matches: [Int], _ position: Int, _ marked: [String]
  ) -> [CoderRequest] {
    prompt = nil
    var slugs = marked
    var newName: String?
    if matches.indices.contains(position), !typed.isEmpty || marked.isEmpty {
      let slug = palette.codes[matches[position]].slug
      if !slugs.contains(slug) { slugs.append(slug) }
    } else if !typed.isEmpty {
      newName = typed
    }
    guard !slugs.isEmpty || newName != nil else { return [] }
    use(slugs)
    return [.code(selection, slugs: slugs, newName: newName)]
  }

  /// Remembers codes as used last.
  mutating func use(_ slugs: [String]) {
    lastCodes = slugs
    recent = slugs + recent.filter { !slugs.contains($0) }
  }

  /// Asks for the last quotes of the code that is pointed at, once.
  private mutating func exampleOfChosen() -> [CoderRequest] {
    guard case .palette(let typed, let position, _)? = prompt else { return [] }
    let matches = palette.matches(typed, recent: recent)
    guard matches.indices.contains(position) else { return [] }
    let slug = palette.codes[matches[position]].slug
    return examples[slug] == nil ? [.examples(slug)] : []
  }

  private mutating func remove() -> [CoderRequest] {
    let own = codings(on: selection).filter { $0.coder == coder }
    switch own.count {
    case 0:
      message = "no coding of yours lies here"
      return []
    case 1: return [.remove(own[0])]
    default:
      prompt = .removal(Array(own.prefix(9)))
      return []
    }
  }

  private mutating func note() {
    let own = codings(on: selection).filter { $0.coder == coder }
    let exact = own.filter { $0.span == selection }
    let meant = exact.isEmpty ? own : exact
    guard !meant.isEmpty else {
      message = "code the words first; a note stands on a coding"
      return
    }
    prompt = .memo("", meant)
  }

  // MARK: Words

  /// Asks for the right words in the place of those that are chosen; a correction that is there
  /// already is changed.
  private mutating func correct() {
    let touched = corrections.filter { $0.span.overlaps(selection) }
    if let there = touched.first, touched.count == 1 {
      prompt = .correction(there.words, of: there.span)
      return
    }
    let turn = document.turns[document.turn(at: selection.start)].span
    let words = document.words.words(in: selection)
    guard touched.isEmpty, turn.contains(selection), !words.contains(where: \.isNewline) else {
      message = "choose fewer words: a correction is of one line of one turn"
      return
    }
    prompt = .correction(words, of: selection)
  }

  /// The corrections with one more, or with one less where the words are right as they were.
  private func corrections(with words: String, at span: Span) -> [TextEdit] {
    let others = corrections.filter { $0.span != span }
    if words.utf8.elementsEqual(document.words.words(in: span).utf8) { return others }
    return (others + [TextEdit(span: span, words: words)]).sorted { $0.span < $1.span }
  }

  // MARK: Typing

  /// A key in a line of words; `finish` hears them when they are done.
  private mutating func edit(
    _ typed: String, _ key: Key, _ prompt: (String) -> Prompt,
    _ finish: (inout CoderState, String) -> Void
  ) {
    switch key {
    case .escape: self.prompt = nil
    case .enter:
      self.prompt = nil
      finish(&self, typed)
    case .backspace: self.prompt = prompt(String(typed.dropLast()))
    case .character(let character):
      var words = typed
      words.append(character)
      self.prompt = prompt(words)
    default: break
    }
  }
}

extension Span {
  /// The last scalar of the span.
  fileprivate var lastScalar: Span { Span(start: end - 1, end: end) ?? self }
  /// The first scalar of the span.
  fileprivate var firstScalar: Span { Span(start: start, end: start + 1) ?? self }
}
