/// An attribute with whose it is: `case.rooms`.
public struct AttributeID: Hashable, Sendable {
  /// Whose it is.
  public var owner: AttributeOwner
  /// The name.
  public var name: String

  /// Reads `case.rooms`; `nil` where it does not say whose the attribute is, and where that is a
  /// field of its own, such as `case.kind`.
  public init?(_ typed: String) {
    let parts = typed.trimmingBlanks.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, let owner = AttributeOwner(rawValue: parts[0].foldedName) else {
      return nil
    }
    let name = parts[1].trimmingBlanks
    // What stands before a value on the command line and in a sheet.
    guard !name.isEmpty, !name.contains(where: { "=:#\n".contains($0) }),
      !owner.fields.contains(name.foldedName)
    else { return nil }
    self.owner = owner
    self.name = name
  }
}

extension AttributeType {
  /// Reads what somebody wrote: `yes/no` as well as `yes-no`.
  public init?(typed: String) {
    let folded = typed.foldedName.map { "/_ ".contains($0) ? "-" : String($0) }.joined()
    self.init(rawValue: folded)
  }

  /// All types, for a message.
  public static var listed: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

extension ValueLabel {
  /// Reads `own=owned; rent`, in order: codes, with labels where they have some.
  public static func list(_ typed: String) -> [ValueLabel] {
    typed.split(separator: ";").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }.map {
      let parts = $0.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
      return ValueLabel(code: parts.first ?? $0, label: parts.count == 2 ? parts[1] : $0)
    }
  }
}

extension [ValueLabel] {
  /// The values as `ValueLabel.list` reads them.
  public var listed: String {
    map { $0.label == $0.code ? $0.code : "\($0.code)=\($0.label)" }.joined(separator: "; ")
  }
}
