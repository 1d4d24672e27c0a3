/// One of the two whom a referral connects.
public enum ReferralEnd: Hashable, Sendable {
  /// A participant, by id.
  case participant(String)
  /// A case, by id.
  case place(String)
  /// Somebody met at a site, by the site's id.
  case site(String)
  /// A person outside the study, as named.
  case person(String)
  /// Somebody who was erased.
  case erased

  /// The sort, as it is written before a name: `case`.
  public var kind: String {
    switch self {
    case .participant: "participant"
    case .place: "case"
    case .site: "site"
    case .person: "person"
    case .erased: "erased"
    }
  }

  /// The id or name; `(erased)` for somebody who was erased.
  public var name: String {
    switch self {
    case .participant(let name), .place(let name), .site(let name), .person(let name): name
    case .erased: "(erased)"
    }
  }

  /// Both, as a list writes them: `case:HH-003`.
  public var typed: String { "\(kind):\(name)" }
}

/// Somebody who led to somebody else.
public struct Referral: Hashable, Sendable {
  /// Who led.
  public var from: ReferralEnd
  /// To whom: a participant or a case.
  public var to: ReferralEnd
  /// The day as ISO 8601, as far as it is known; possibly empty.
  public var date: String
  /// How, in words; possibly empty.
  public var how: String

  /// Describes a referral.
  public init(from: ReferralEnd, to: ReferralEnd, date: String = "", how: String = "") {
    self.from = from
    self.to = to
    self.date = date
    self.how = how
  }

  /// The two, for messages: `GY-104-A to HH-033`.
  public var words: String { "\(from.name) to \(to.name)" }
}
