import Fieldwork

/// Which place each code has in the coding paradigm, by its own entry or the nearest one above
/// (Strauss & Corbin 1990; METHODS §2.4).
struct ParadigmRoles: Sendable {
  /// The customary order; other words follow in the order of the codebook.
  static let order = ["condition", "context", "strategy", "consequence"]
  /// What a code without a place is put under.
  static let none = "(no role)"

  /// The role of each code of the codebook.
  let roles: [String]
  /// The roles that some code has, in order.
  let present: [String]

  init(_ codebook: Codebook) {
    var roles: [String] = []
    for (index, code) in codebook.codes.enumerated() {
      let above = codebook.parents[index] < 0 ? nil : roles[Int(codebook.parents[index])]
      let own = code.paradigm.flatMap { $0.isEmpty ? nil : $0 }
      roles.append(own ?? above ?? ParadigmRoles.none)
    }
    self.roles = roles
    var present: [String] = []
    for role in ParadigmRoles.order + roles where roles.contains(role) && !present.contains(role) {
      if role != ParadigmRoles.none { present.append(role) }
    }
    self.present = present + (roles.contains(ParadigmRoles.none) ? [ParadigmRoles.none] : [])
  }
}
