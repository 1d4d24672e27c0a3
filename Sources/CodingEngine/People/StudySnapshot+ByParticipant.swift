public import Fieldwork

extension StudySnapshot {
  /// The study with those who speak in the place of its cases, so that whatever counts cases counts
  /// participants.
  ///
  /// - A transcript is about those who hold a turn in it. Where no turn is tied to anybody it is
  ///   about its only participant, and about none where it has several. Where some who answer are
  ///   known and others are not, a passage belongs to who speaks it.
  /// - A participant has the record that it is tied to in a survey of persons, and in a survey of
  ///   households that of the case it belongs to, where that is one case alone.
  /// - Which cases it belongs to stands in its attribute `case`, a name that no other attribute of a
  ///   participant can have.
  /// - Judgements of themes are of cases and are left behind.
  /// - What a filter left out stays out: a participant is asked about with a turn that is.
  ///
  /// Turns have to be loaded.
  public func byParticipant() -> StudySnapshot {
    var persons = self
    persons.caseLevel = .participant
    persons.mixedTranscripts = transcriptsWithUnknownSpeakers
    let about = aboutParticipants
    for (index, own) in about.enumerated() { persons.transcripts[index].cases = own }
    persons.cases = participants.map { person in
      let only = person.cases.count == 1 ? cases[Int(person.cases[0])] : nil
      return CaseEntry(
        id: person.id, kind: only?.kind ?? "", name: person.name, site: only?.site ?? -1,
        attributes: [
          AttributeValue(
            name: "case", value: person.cases.map { cases[Int($0)].id }.joined(separator: "; "))
        ] + person.attributes)
    }
    for index in participants.indices { persons.participants[index].cases = [Int32(index)] }
    persons.links = surveys.indices.flatMap { survey in
      isOfParticipants(survey)
        ? participantLinks.filter { Int($0.survey) == survey } : linksThroughCases(survey)
    }
    for survey in surveys.indices where isOfParticipants(survey) {
      persons.surveys[survey].caseKind = ""
    }
    persons.themeJudgements = []
    persons.limits?.cases = Set(participants.indices.map { Int32($0) })
      .subtracting(participantsAskedAbout(about))
    return persons
  }

  /// For each transcript the participants that it is about.
  private var aboutParticipants: [[Int32]] {
    var speaking = [Set<Int32>](repeating: [], count: transcripts.count)
    for turn in 0..<turns.count {
      let transcript = Int(texts[Int(turns.texts[turn])].transcript)
      speaking[transcript].formUnion(turns.people(turn))
    }
    return transcripts.indices.map { index in
      let present = transcripts[index].participants
      return speaking[index].isEmpty && present.count == 1 ? present : speaking[index].sorted()
    }
  }

  /// The record of the only case that each participant belongs to.
  private func linksThroughCases(_ survey: Int) -> [LinkEntry] {
    let own = Dictionary(
      links.filter { Int($0.survey) == survey }.map { ($0.subject, $0) }
    ) { first, _ in first }
    return participants.indices.compactMap { person in
      let places = participants[person].cases
      guard places.count == 1, var link = own[places[0]] else { return nil }
      link.subject = Int32(person)
      return link
    }
  }

  private func participantsAskedAbout(_ about: [[Int32]]) -> Set<Int32> {
    if let met = limits?.participants { return met }
    var asked: Set<Int32> = []
    for turn in 0..<turns.count {
      let people = turns.people(turn)
      if !people.isEmpty, holds(turn: turn) { asked.formUnion(people) }
    }
    // Where no turn is tied to anybody, the interview decides, and the case of its participant.
    for (index, people) in about.enumerated() where people.count == 1 {
      let places = participants[Int(people[0])].cases
      if holds(transcript: Int32(index)), places.isEmpty || places.contains(where: holds(case:)) {
        asked.insert(people[0])
      }
    }
    return asked
  }

  /// The transcripts in which some who answer are known and others are not.
  private var transcriptsWithUnknownSpeakers: Set<Int32> {
    var known: Set<Int32> = []
    var unknown: Set<Int32> = []
    for turn in 0..<turns.count where turns.roles[turn] != .interviewer {
      let text = texts[Int(turns.texts[turn])]
      guard text.isOriginal else { continue }
      if turns.people(turn).isEmpty {
        unknown.insert(text.transcript)
      } else {
        known.insert(text.transcript)
      }
    }
    return known.intersection(unknown)
  }
}
