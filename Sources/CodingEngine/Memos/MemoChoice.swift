public import Fieldwork

/// Which memos are wanted; what is not said does not matter.
public struct MemoChoice: Hashable, Sendable {
  /// Only this kind.
  public var kind: String?
  /// Only memos on all of these; one on a passage is on its transcript, too.
  public var targets: [MemoTarget] = []
  /// Only memos that this coder wrote.
  public var coder: String?
  /// Only memos written, or worded anew, on this day or later.
  public var since: CivilDate?
  /// Only memos that ask for further work.
  public var isOpen = false
  /// Only memos that are on nothing.
  public var isLoose = false

  /// All memos.
  public init() {}

  /// Whether a memo is wanted.
  public func includes(_ memo: MemoDefinition) -> Bool {
    if let kind, memo.kind != kind { return false }
    if let coder, memo.coder.foldedName != coder.foldedName { return false }
    if isOpen, !memo.isOpen { return false }
    if isLoose, !memo.isLoose { return false }
    if let since {
      let day = CivilDate(String((memo.changed ?? memo.written).prefix(10)))
      guard let day, day >= since else { return false }
    }
    let on = memo.targets
    return targets.allSatisfy { target in
      if on.contains(target) { return true }
      guard case .transcript(let label) = target else { return false }
      return memo.passages.contains { $0.transcript == label }
    }
  }
}
