/// Simplified and traditional Chinese as one.
///
/// Folding gives each character the simplified form that Unicode's Unihan database knows, so
/// that 戶口 and 户口 become the same words. It is meant for finding, not for converting: where
/// one simplified character stands for several (后 for 後 and 后), they all meet.
public enum SimplifiedForms {
  /// The simplified form of a character; every other scalar itself.
  public static func form(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    // No scalar below the Han blocks is in the table, and Latin text must not pay for it.
    scalar.value < 0x3400 ? scalar : simplified[scalar] ?? scalar
  }

  /// The characters that folding makes one with this one, itself included, in order.
  public static func family(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    let form = form(of: scalar)
    return ([form] + (others[form] ?? [])).sorted { $0.value < $1.value }
  }

  /// How many characters have another, simplified form.
  public static var count: Int { simplified.count }

  private static let simplified: [Unicode.Scalar: Unicode.Scalar] = {
    let scalars = Array(SimplifiedFormsTable.pairs.unicodeScalars)
    var forms: [Unicode.Scalar: Unicode.Scalar] = [:]
    forms.reserveCapacity(scalars.count / 2)
    for index in stride(from: 0, to: scalars.count - 1, by: 2) {
      forms[scalars[index]] = scalars[index + 1]
    }
    return forms
  }()

  private static let others: [Unicode.Scalar: [Unicode.Scalar]] = {
    var others: [Unicode.Scalar: [Unicode.Scalar]] = [:]
    for (scalar, form) in simplified { others[form, default: []].append(scalar) }
    return others
  }()
}

extension String {
  /// The text with every Chinese character in its simplified form, scalar for scalar.
  public var simplifiedForms: String {
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars { out.append(SimplifiedForms.form(of: scalar)) }
    return String(out)
  }
}
