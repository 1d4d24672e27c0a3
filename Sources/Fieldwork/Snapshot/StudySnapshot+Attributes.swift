/// Attributes of transcripts, participants and cases alike.
extension StudySnapshot {
  /// What an attribute is, where somebody defined it.
  public func attribute(_ owner: AttributeOwner, _ name: String) -> AttributeDefinition? {
    attributeDefinitions.first { $0.owner == owner && $0.name == name }
  }

  /// The values of an owner, by its index.
  public func attributes(_ owner: AttributeOwner, _ index: Int32) -> [AttributeValue] {
    switch owner {
    case .transcript: transcripts[Int(index)].attributes
    case .participant: participants[Int(index)].attributes
    case .place: cases[Int(index)].attributes
    }
  }

  /// The indices of all owners of a sort.
  public func indices(of owner: AttributeOwner) -> [Int32] {
    let count =
      switch owner {
      case .transcript: transcripts.count
      case .participant: participants.count
      case .place: cases.count
      }
    return (0..<count).map { Int32($0) }
  }

  /// The label or id of an owner.
  public func id(of owner: AttributeOwner, _ index: Int32) -> String {
    switch owner {
    case .transcript: transcripts[Int(index)].label
    case .participant: participants[Int(index)].id
    case .place: cases[Int(index)].id
    }
  }

  /// The kind of an owner, empty where it has none.
  public func kind(of owner: AttributeOwner, _ index: Int32) -> String {
    switch owner {
    case .transcript: transcripts[Int(index)].kind
    case .participant: ""
    case .place: cases[Int(index)].kind
    }
  }

  /// The defined attributes that are about an owner and of which nothing is known, in order.
  public func openAttributes(_ owner: AttributeOwner, _ index: Int32) -> [AttributeDefinition] {
    let known = Set(attributes(owner, index).map(\.name))
    return attributeDefinitions.filter {
      $0.owner == owner && $0.isAbout(kind: kind(of: owner, index)) && !known.contains($0.name)
    }
  }

  /// The transcripts in which an owner speaks or is spoken of, as indices.
  public func interviews(of owner: AttributeOwner, _ index: Int32) -> [Int32] {
    if owner == .transcript { return [index] }
    return transcripts.indices.map { Int32($0) }.filter { place in
      let entry = transcripts[Int(place)]
      return (owner == .participant ? entry.participants : entry.cases).contains(index)
    }
  }
}
