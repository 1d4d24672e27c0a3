import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// Random histories of every command: whatever was done, taking everything back gives the tables of
/// every earlier moment, doing it again the later ones, and looking back the same.
@Suite(.serialized) struct RandomHistoryTests {
  /// How many sequences of commands are tried; ten thousand before a release, fewer every day.
  private static let sequences =
    ProcessInfo.processInfo.environment["EMIC_TEST_SEQUENCES"].flatMap { Int($0) } ?? 240
  /// How many sequences follow each other in one study.
  private static let perStudy = 6

  /// How often each command was done and tried, by its name.
  private typealias Counts = [String: (done: Int, tried: Int)]

  @Test func `random commands undone and redone give equal tables`() async throws {
    // Beside the other tests it keeps to one thread: those with a time limit need the other.
    let isAlone = ProcessInfo.processInfo.environment["EMIC_TEST_SEQUENCES"] != nil
    let cores = isAlone ? ProcessInfo.processInfo.activeProcessorCount : 1
    let counts = try await withThrowingTaskGroup(of: Counts.self) { group in
      for core in 0..<cores {
        group.addTask {
          var counts: Counts = [:]
          for study in stride(from: core, to: Self.sequences / Self.perStudy, by: cores) {
            try oneStudy(seed: UInt64(study), &counts)
          }
          return counts
        }
      }
      return try await group.reduce(into: Counts()) { all, some in
        all.merge(some) { ($0.done + $1.done, $0.tried + $1.tried) }
      }
    }
    let done = counts.values.reduce(0) { $0 + $1.done }
    let tried = counts.values.reduce(0) { $0 + $1.tried }
    print("\(Self.sequences) sequences, \(done) of \(tried) commands done")
    // A test that refuses everything proves nothing.
    #expect(done * 2 > tried, "\(done) of \(tried)")
    for name in Set(RandomCommands.deeds.map(\.name)) {
      let count = counts[name] ?? (0, 0)
      // In a few sequences chance may leave one out.
      #expect(Self.sequences < 600 || count.done >= Self.sequences / 300, "\(name): \(count)")
    }
  }

  /// Every command of the store takes part.
  @Test func `no command is left out`() throws {
    let folder = SharedFiles.packageRoot.appending(path: "Sources/StudyStore")
    var names: Set<String> = []
    for path in FileManager.default.subpaths(atPath: folder.path) ?? []
    where path.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
      for line in text.split(separator: "\n") {
        if let match = line.firstMatch(of: /public struct (\w+): StudyCommand/) {
          names.insert(String(match.1))
        }
      }
    }
    #expect(names.count > 35)
    #expect(names.subtracting(RandomCommands.deeds.map(\.name)) == [])
  }

  private func oneStudy(seed: UInt64, _ counts: inout Counts) throws {
    let fixture = try StudyFixture(isQuick: true)
    var commands = RandomCommands(fixture, seed: seed)
    try commands.begin()
    // In a study with nothing in it most is refused; that has to change nothing, either.
    if !seed.isMultiple(of: 4) { try commands.furnish() }
    for sequence in 0..<Self.perStudy {
      let comment = "seed \(seed), sequence \(sequence)"
      var states = [try fixture.dump()]
      var entries = [try fixture.study.journal().last?.number ?? 0]
      for _ in 0..<Int.random(in: 2...5, using: &commands.random) {
        let (name, outcome) = try commands.perform()
        let state = try fixture.dump()
        counts[name, default: (0, 0)].tried += 1
        guard case .done(let entry) = outcome else {
          // A refused or empty command must leave the tables as they were.
          #expect(state == states.last, "\(name), \(comment)")
          continue
        }
        counts[name, default: (0, 0)].done += 1
        states.append(state)
        entries.append(entry)
      }
      for state in states.dropLast().reversed() {
        try fixture.study.undo(by: fixture.author())
        #expect(try fixture.dump() == state, "undo, \(comment)")
      }
      for state in states.dropFirst() {
        try fixture.study.redo(by: fixture.author())
        #expect(try fixture.dump() == state, "redo, \(comment)")
      }
      guard (Int(seed) + sequence).isMultiple(of: 6) else { continue }
      // The undone and redone entries stand between the present and the past.
      for (entry, state) in zip(entries, states) {
        let past = try fixture.study.rewound(to: .entry(entry))
        #expect(try StudyFixture.dump(of: past) == state, "as of entry \(entry), \(comment)")
      }
    }
    try fixture.expectClean("seed \(seed)")
  }
}
