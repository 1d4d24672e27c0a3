import Fieldwork

/// What can be seen in how often, by whom and under which definition codes were used.
struct UseLint {
  let snapshot: StudySnapshot
  let active: [Int]
  let counts: CodeCounts
  let wordings: [String: CodebookLint.Wordings]

  func look(_ add: CodebookLint.Add) {
    let coders = codersOfCodes()
    for index in active where snapshot.codebook.codes[index].isCodable {
      let count = counts.counts[index]
      switch count.segments {
      case 0: add(index, .noCodings, "no passage is coded with it", "")
      case 1: add(index, .usedOnce, "one passage is coded with it", "")
      default:
        if count.cases == 1, counts.cases > 1 {
          add(
            index, .oneCase, "its \(count.segments) passages are of one case, where they have one",
            "")
        }
      }
      if let (own, others) = coders[index], own.count == 1, !others.isEmpty {
        let names = others.sorted().map { snapshot.coders[Int($0)] }.joined(separator: ", ")
        let only = own.first.map { snapshot.coders[Int($0)] } ?? ""
        add(index, .oneCoder, "only \(only) uses it; \(names) coded the same texts", "")
      }
      let use = wordings[snapshot.codebook.codes[index].slug]
      if let earlier = use?.earlier, earlier > 0 {
        add(
          index, .stale,
          "\(earlier) of \(count.codings) codings were made under an earlier definition"
            + (earlier * 5 > count.codings * 4 ? "; it has drifted from what was coded" : ""), "")
      }
      if let foreign = use?.foreign, foreign > 0 {
        add(
          index, .otherDefinition,
          "\(foreign) of \(count.codings) codings were made under the definition of another code",
          "")
      }
    }
    lookAtThemes(add)
  }

  private func lookAtThemes(_ add: CodebookLint.Add) {
    let book = snapshot.codebook
    for theme in snapshot.themes {
      for slug in theme.required + theme.supporting + theme.contrary {
        guard let index = book.index(ofSlug: slug), book.codes[index].isRetired else { continue }
        add(index, .retiredNamed, "is retired and the theme '\(theme.slug)' names it", theme.slug)
      }
    }
  }

  /// For each code its coders, and who else coded the texts in which it lies.
  private func codersOfCodes() -> [Int: (own: Set<Int32>, others: Set<Int32>)] {
    let codings = snapshot.codings
    var ofText: [Int32: Set<Int32>] = [:]
    var own: [Int: Set<Int32>] = [:]
    var texts: [Int: Set<Int32>] = [:]
    for row in 0..<codings.count {
      ofText[codings.texts[row], default: []].insert(codings.coders[row])
      own[Int(codings.codes[row]), default: []].insert(codings.coders[row])
      texts[Int(codings.codes[row]), default: []].insert(codings.texts[row])
    }
    return own.reduce(into: [:]) { out, entry in
      let all = (texts[entry.key] ?? []).reduce(into: Set<Int32>()) {
        $0.formUnion(ofText[$1] ?? [])
      }
      out[entry.key] = (entry.value, all.subtracting(entry.value))
    }
  }
}
