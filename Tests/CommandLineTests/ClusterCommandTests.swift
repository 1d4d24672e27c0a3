import Foundation
import TestSupport
import Testing

@Suite struct ClusterCommandTests {
  private static let table = """
    unit,a,b,c,d,e
    1,1,1,1,0,0
    2,1,1,0,0,0
    3,1,1,1,0,0
    4,0,0,0,1,1
    5,0,0,0,1,1
    6,0,0,1,1,1

    """

  /// A folder with the table, which lives as long as this value.
  private struct TableFolder {
    let files: ScratchFolder
    var tool: Tool { Tool(in: files.url) }

    init() throws {
      files = try ScratchFolder()
      try Data(ClusterCommandTests.table.utf8).write(to: files.url.appending(path: "t.csv"))
    }
  }

  private func csv(_ tool: Tool, _ arguments: String...) throws -> CSVRows {
    let run = try tool.run(arguments + ["--format", "csv"])
    #expect(run.code == 0, "\(run.story)")
    return try CSVRows(run.output)
  }

  @Test func aTableIsGroupedWithoutAStudy() throws {
    let folder = try TableFolder()
    let rows = try csv(folder.tool, "clusters", "--table", "t.csv")
    #expect(rows.header == ["cluster", "code", "n", "silhouette", "nearest"])
    #expect(try rows.column("code") == ["a", "b", "c", "d", "e"])
    #expect(try rows.column("cluster") == ["1", "1", "1", "2", "2"])
    let steps = try csv(folder.tool, "clusters", "--table", "t.csv", "--show", "merges")
    #expect(
      try steps.column("height").compactMap { Double($0) }.sorted()
        == steps.column("height").compactMap { Double($0) })
    #expect(steps.rows.count == 4)
    let leiden = try csv(folder.tool, "clusters", "--table", "t.csv", "--method", "leiden")
    #expect(leiden.header == ["cluster", "code", "n", "stability", "unstable"])
    #expect(try leiden.column("cluster") == ["1", "1", "1", "2", "2"])
    let places = try csv(folder.tool, "clusters", "--table", "t.csv", "--show", "centrality")
    #expect(
      places.header == [
        "code", "n", "degree", "strength", "betweenness", "closeness", "eigenvector", "pagerank",
        "clustering", "core", "component",
      ])
  }

  @Test func aTableIsMappedWithoutAStudy() throws {
    let folder = try TableFolder()
    #expect(try csv(folder.tool, "map", "--table", "t.csv").header == ["code", "n", "x", "y"])
    let ca = try csv(folder.tool, "map", "--method", "ca", "--table", "t.csv")
    #expect(try ca.column("kind").count { $0 == "code" } == 5)
    #expect(try ca.column("kind").count { $0 == "row" } == 6)
  }

  @Test func theStudyAndItsTableGiveTheSame() throws {
    let study = try DemoStudy()
    let matrix = try study.csv("matrix", "--by", "transcripts", "--all")
    // The long matrix of codings as a table of presences.
    var presence: [String: [String: Int]] = [:]
    var codes: [String] = []
    for row in matrix.records {
      guard let code = row["code"], let transcript = row["transcript"] else { continue }
      if !codes.contains(code) { codes.append(code) }
      presence[transcript, default: [:]][code] = row["n"] == "0" ? 0 : 1
    }
    let lines = presence.keys.sorted().map { transcript in
      ([transcript] + codes.map { String(presence[transcript]?[$0] ?? 0) }).joined(separator: ",")
    }
    let text = (["unit," + codes.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: study.folder.appending(path: "units.csv"))
    for options in [
      ["clusters"], ["clusters", "--distance", "phi", "--linkage", "complete", "--k", "5"],
      ["clusters", "--show", "merges"], ["clusters", "--method", "leiden", "--runs", "20"],
      ["clusters", "--show", "centrality"], ["map"],
    ] {
      let own = try study.tool.run(options + ["--format", "csv", "--quiet"])
      let other = try study.tool.run(
        options + ["--table", "units.csv", "--format", "csv", "--quiet"])
      #expect(own.code == 0, "\(own.story)")
      #expect(own.output == other.output, "\(options)")
      #expect(own.lines.count > 3)
    }
  }

  @Test func picturesAreWrittenAndAlwaysTheSame() throws {
    let folder = try TableFolder()
    for command in [
      ["clusters"], ["clusters", "--linkage", "ward"], ["map"], ["map", "--method", "ca"],
    ] {
      let arguments = command + ["--table", "t.csv", "--format", "svg"]
      let run = try folder.tool.run(arguments)
      #expect(run.code == 0, "\(run.story)")
      #expect(run.output.hasPrefix("<svg ") && run.output.hasSuffix("</svg>\n"))
      #expect(run.errors.contains("note: "))
      #expect(try folder.tool.run(arguments).output == run.output)
      let filed = try folder.tool.run(arguments + ["--output", "p.svg", "--quiet"])
      #expect(filed.output.isEmpty && filed.errors.isEmpty)
      let file = folder.files.url.appending(path: "p.svg")
      let written = try String(contentsOf: file, encoding: .utf8)
      #expect(written == run.output)
    }
  }

  @Test func theNotesSayThatAClusterIsNoThemeAndHowTiesWereBroken() throws {
    let folder = try TableFolder()
    let tree = try folder.tool.run("clusters", "--table", "t.csv", "--linkage", "ward")
    for words in ["no theme", "had ties", "Ward's method assumes", "cophenetic correlation"] {
      #expect(tree.output.contains(words), "\(tree.story)")
    }
    let network = try folder.tool.run("clusters", "--table", "t.csv", "--method", "louvain")
    for words in ["no theme", "seeds 1 to 100", "modularity", "tied when at least 2 rows"] {
      #expect(network.output.contains(words), "\(network.story)")
    }
  }

  @Test func whatMeansNothingIsRefused() throws {
    let folder = try TableFolder()
    for (arguments, words) in [
      (["clusters", "--table", "t.csv", "--unit", "turn"], "--unit"),
      (["clusters", "--table", "t.csv", "--method", "leiden", "--k", "2"], "--k"),
      (["clusters", "--table", "t.csv", "--together", "2"], "--together"),
      (["map", "--table", "t.csv", "--by", "cases"], "--by"),
      (["clusters", "--table", "t.csv", "--k", "9"], "9 clusters"),
      (["clusters", "--table", "t.csv", "--method", "kmeans"], "'kmeans'"),
      (["clusters", "--table", "t.csv", "--distance", "euclid"], "'euclid'"),
      (
        ["clusters", "--table", "t.csv", "--method", "leiden", "--show", "merges"], "no merges"
      ),
      (["clusters", "--table", "t.csv", "--method", "leiden", "--format", "svg"], "no picture"),
    ] {
      let run = try folder.tool.run(arguments)
      #expect(run.code == 64, "\(run.story)")
      #expect(run.errors.contains(words) && run.output.isEmpty, "\(run.story)")
    }
    try expectRefusal(
      65, of: ["clusters", "--table", "t.csv", "--min", "4"], by: folder.tool, saying: "0 codes")
    try expectRefusal(
      65, of: ["clusters", "--table", "t.csv", "--method", "leiden", "--together", "9"],
      by: folder.tool, saying: "no two codes are tied")
    try expectRefusal(66, of: ["clusters", "--table", "no.csv"], by: folder.tool, saying: "no.csv")
  }

  @Test func unitsOfOverlapAreRefused() throws {
    let study = try SmallStudy()
    try expectRefusal(
      64, of: ["clusters", "--unit", "characters"], by: study.tool, saying: "turn, transcript")
  }
}

@Suite struct DefineThemeTests {
  @Test func aThemeIsOneEntryOfTheJournalAndCanBeUndone() throws {
    let study = try SmallStudy()
    let before = try study.tool.run("themes", "export").output
    try expectDone(
      study.tool, "themes", "define", "harvest", "--codes", "work,Meaning to stay", "--statement",
      "They came to work and stay.", "--rule", "at least 1", "--contrary", "stalling", "--why",
      "cluster 2")
    let text = try study.tool.run("themes", "export").output
    #expect(text.contains("id: harvest") && text.contains("required: [work, staying]"))
    #expect(text.contains("rule: at least 1") && text.contains("contrary: [stalling]"))
    let log = try study.tool.run("log", "--format", "csv").output
    #expect(log.contains("themes define") && log.contains("cluster 2"))
    try expectDone(study.tool, "undo")
    #expect(try study.tool.run("themes", "export").output == before)
    try expectDone(study.tool, "redo")
    #expect(try study.tool.run("themes", "export").output == text)
  }

  @Test func aDryRunDefinesNothing() throws {
    let study = try SmallStudy()
    let before = try StudyFile.dump(study.tool.folder)
    try expectDone(
      study.tool, "themes", "define", "x", "--codes", "work", "--statement", "S.", "--dry-run")
    #expect(try StudyFile.dump(study.tool.folder) == before)
  }

  @Test func whatIsNoThemeIsRefused() throws {
    let study = try SmallStudy()
    func refuse(_ code: Int32, _ arguments: String..., saying words: String) throws {
      try expectRefusal(
        code, of: ["themes", "define"] + arguments, by: study.tool, saying: words)
    }
    try refuse(
      65, "garden", "--codes", "work", "--statement", "S.", saying: "'garden' is there already")
    try refuse(64, "x", "--codes", "work", "--statement", " ", saying: "has no statement")
    try refuse(64, "x", "--codes", ",", "--statement", "S.", saying: "has no code")
    try refuse(64, " ", "--codes", "work", "--statement", "S.", saying: "has no name")
    try refuse(65, "x", "--codes", "wor", "--statement", "S.", saying: "'wor'")
    try refuse(65, "x", "--codes", "work,work", "--statement", "S.", saying: "twice")
    try refuse(
      64, "x", "--codes", "work", "--statement", "S.", "--rule", "at least 2", saying: "of 1")
    try refuse(
      65, "x", "--codes", "work", "--statement", "S.", "--rule", "mostly", saying: "'mostly'")
  }
}
