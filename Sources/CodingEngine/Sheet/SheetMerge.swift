public import Fieldwork

/// Three states of one coder's codings of a text brought together: the one from which a sheet was
/// made, the sheet, and the study as it is now.
///
/// Codings are told apart by passage and code. What only one side changed is taken; what both
/// changed alike is there once; what both changed otherwise collides, and nothing is decided. The
/// notes of a coding count as one value, its stance, voice and weight, which a sheet does not
/// show, as changed by the study alone.
public struct SheetMerge: Hashable, Sendable {
  /// How the result differs from the study as it is now.
  public private(set) var difference = SheetDifference()
  /// What cannot be taken from both sides, in order.
  public private(set) var collisions: [SheetCollision] = []

  /// Brings three states together.
  ///
  /// - Parameters:
  ///   - base: the codings from which the sheet was made.
  ///   - sheet: the codings that the sheet spells; each passage and code once.
  ///   - now: the codings of the study.
  public init(base: [SheetCoding], sheet: [SheetCoding], now: [SheetCoding]) {
    let base = SheetMerge.byKey(base)
    let sheet = SheetMerge.byKey(sheet)
    let now = SheetMerge.byKey(now)
    for key in Set(base.keys).union(sheet.keys).union(now.keys).sorted() {
      settle(base[key], sheet[key], now[key])
    }
    difference.findMoves()
  }

  private static func byKey(_ codings: [SheetCoding]) -> [SheetCoding.Key: SheetCoding] {
    Dictionary(codings.map { ($0.key, $0) }) { first, _ in first }
  }

  private mutating func settle(_ base: SheetCoding?, _ sheet: SheetCoding?, _ now: SheetCoding?) {
    switch (base, sheet, now) {
    case (nil, nil, _), (_?, nil, nil): break
    case (let base?, nil, let now?):
      if base.isSame(as: now) {
        difference.removed.append(now)
      } else {
        collisions.append(SheetCollision(coding: now, kind: .removedHereChangedThere))
      }
    case (nil, let sheet?, nil): difference.added.append(sheet)
    case (let base?, let sheet?, nil):
      if !SheetMerge.isSame(base.memos, sheet.memos) {
        collisions.append(SheetCollision(coding: sheet, kind: .changedHereRemovedThere))
      }
    case (_, let sheet?, let now?):
      let before = base?.memos ?? []
      if SheetMerge.isSame(sheet.memos, before) || SheetMerge.isSame(sheet.memos, now.memos) {
        break
      }
      guard SheetMerge.isSame(now.memos, before) else {
        collisions.append(
          SheetCollision(coding: sheet, kind: .changedOnBothSides(there: now.memos)))
        break
      }
      var noted = now
      noted.memos = sheet.memos
      difference.noted.append(.init(old: now, new: noted))
    }
  }

  /// Whether two lists have the same notes, in whatever order.
  static func isSame(_ a: [String], _ b: [String]) -> Bool {
    Set(a.map { Array($0.utf8) }) == Set(b.map { Array($0.utf8) })
  }
}

extension SheetCoding {
  fileprivate func isSame(as other: SheetCoding) -> Bool {
    SheetMerge.isSame(memos, other.memos) && stance == other.stance && voice == other.voice
      && weight == other.weight
  }
}

/// A coding that a sheet and the study changed meanwhile, each in its own way.
public struct SheetCollision: Hashable, Sendable {
  /// What the two sides did.
  public enum Kind: Hashable, Sendable {
    /// The sheet takes it off; its notes, stance, voice or weight were changed.
    case removedHereChangedThere
    /// The sheet has other notes on it; it was taken off.
    case changedHereRemovedThere
    /// Both have other notes.
    case changedOnBothSides(there: [String])
  }

  /// The coding, as it is in the sheet, or in the study where the sheet has it no more.
  public var coding: SheetCoding
  /// What happened.
  public var kind: Kind

  /// Describes a collision.
  public init(coding: SheetCoding, kind: Kind) {
    self.coding = coding
    self.kind = kind
  }
}
