import CSQLiteSession
import Foundation
import TestSupport
import Testing

/// A hundred kills.
///
/// A stopped process that keeps others from `BEGIN IMMEDIATE` has a write
/// transaction open: that is the proof that a kill hit one.
@Suite(.serialized) struct CrashTests {
  static let kills = 50

  @Test(.timeLimit(.minutes(20)))
  func aHundredKillsLeaveAStudyThatHoldsWhatWasReportedAndNothingHalfDone() throws {
    let base = CrashCorpus(transcripts: 3, turns: 16)
    let corpus = CrashCorpus(transcripts: 8, turns: 30)
    let files = try ScratchFolder()
    var tool = Tool(in: files.url)
    tool.timeLimit = 120
    try base.writeInterviews(to: "first", prefix: "F", in: files, seed: 11)
    try corpus.writeInterviews(to: "second", prefix: "S", in: files, seed: 12)
    try base.writeCodings(to: "codings.csv", prefix: "F", each: 40, in: files)
    try expectDone(tool, "init", ".")
    try expectDone(tool, "import", "first")
    try expectDone(tool, "code", "F-100", "t1", "--as", "before", "--new")

    var proven = 0
    var finished = 0
    for (command, whole) in [
      (["import", "second"], "SELECT count(*) = 11 FROM transcript"),
      (["import", "codings", "codings.csv", "--new"], "SELECT count(*) >= 121 FROM coding"),
    ] {
      let trial = CrashTrial(tool: tool, command: command, whole: whole)
      var window = try trial.measure()
      var generator = SeededGenerator(seed: 2026)
      let start = command[1] == "second" ? 0 : 300
      for number in 0..<CrashTests.kills {
        // A success between the crashes, which none of them may take away.
        if number % 10 == 0 {
          try expectDone(
            tool, "code", "F-101", "@\(start + number)-\(start + number + 4)", "--as", "before",
            "--memo",
            "\(command[1]) \(number)")
        }
        // One kill in ten comes at any time; the others wait for the transaction and strike
        // somewhere in its first two thirds. A command that was faster is no kill: it is taken
        // back and struck sooner, because the machine has more time now than when it was measured.
        var share = Double.random(in: 0...0.66, using: &generator)
        while true {
          let aim: CrashTrial.Aim =
            number % 10 == 9 ? .anyTime(2 * share * window) : .inside(share * window)
          let hit = try trial.kill(aim)
          if hit == .inTransaction { proven += 1 }
          if hit != .tooLate { break }
          finished += 1
          share /= 2
          window *= 0.9
        }
      }
    }
    print(
      "crash test: \(proven) of \(2 * CrashTests.kills) kills proven to hit an open transaction, "
        + "\(finished) commands were faster")
    #expect(proven >= 60)
    let memos = try StudyFile(files.url).number("SELECT count(*) FROM memo")
    #expect(memos == 2 * CrashTests.kills / 10)
  }
}

/// One command that is to be killed again and again.
struct CrashTrial {
  /// When to strike.
  enum Aim {
    /// So many seconds after the start.
    case anyTime(Double)
    /// So many seconds after the transaction was first seen open.
    case inside(Double)
  }

  /// What was hit.
  enum Hit { case inTransaction, elsewhere, tooLate }

  let tool: Tool
  let command: [String]
  /// A query that gives 1 where the command is wholly done.
  let whole: String

  /// Lets the command run once to its end, takes it back, and gives the seconds for which its
  /// transaction was open.
  func measure() throws -> Double {
    let running = try tool.start(command)
    var opened: ContinuousClock.Instant?
    while !running.hasEnded {
      if opened == nil, running.halt() {
        if isBusy() { opened = .now }
        running.send(SIGCONT)
      }
      usleep(1000)
    }
    let seconds = opened.map { (ContinuousClock.now - $0) / .seconds(1) } ?? 0
    let run = try running.finish(within: tool.timeLimit)
    guard run.code == 0 else { throw Tool.Failure(run.story) }
    #expect(try StudyFile(tool.folder).number(whole) == 1)
    try expectDone(tool, "undo")
    #expect(try StudyFile(tool.folder).number(whole) == 0)
    return seconds
  }

  /// Starts the command, kills it, and looks at what is left.
  func kill(_ aim: Aim) throws -> Hit {
    let before = try StudyFile.dump(tool.folder)
    let running = try tool.start(command)
    let hit = strike(running, aim)
    let run = try running.finish(within: tool.timeLimit)
    #expect(run.code == (hit == .tooLate ? 0 : -SIGKILL), "\(run.story)")

    let check = try tool.run("check")
    #expect(check.code == 0, "after a kill \(aim): \(check.story)")
    let after = try StudyFile.dump(tool.folder)
    if after == before {
      #expect(hit != .tooLate, "\(command) reported success and nothing is there")
      return hit
    }
    // It had committed: then all of it is there, and nothing else is gone.
    let study = try StudyFile(tool.folder)
    #expect(try study.number(whole) == 1, "\(command) was half done, \(aim)")
    #expect(
      try study.number("SELECT count(*) FROM journal")
        == before.count { $0.hasPrefix("journal: ") } + 1)
    let lines = Set(after)
    let kept = ["coding", "segment", "text", "turn", "memo", "journal", "body"]
    let lost = before.filter { line in
      kept.contains { line.hasPrefix($0 + ": ") } && !lines.contains(line)
    }
    #expect(lost.isEmpty)
    try expectDone(tool, "undo")
    // Between the commit and the release of the lock the transaction is open no more.
    return hit == .tooLate ? .tooLate : .elsewhere
  }

  private func strike(_ running: RunningTool, _ aim: Aim) -> Hit {
    switch aim {
    case .anyTime(let seconds):
      usleep(UInt32(seconds * 1_000_000))
      guard running.halt() else { return .tooLate }
      let hit: Hit = isBusy() ? .inTransaction : .elsewhere
      running.send(SIGKILL)
      return hit
    case .inside(let seconds):
      for _ in 0..<5000 {
        guard running.halt() else { return .tooLate }
        if isBusy() { break }
        running.send(SIGCONT)
        usleep(1000)
      }
      running.send(SIGCONT)
      usleep(UInt32(seconds * 1_000_000))
      guard running.halt() else { return .tooLate }
      let hit: Hit = isBusy() ? .inTransaction : .elsewhere
      running.send(SIGKILL)
      return hit
    }
  }

  /// Whether some other process has a write transaction open, asked without waiting.
  private func isBusy() -> Bool {
    guard let other = try? StudyFile(tool.folder) else { return false }
    let verdict = other.execute("BEGIN IMMEDIATE")
    if verdict == SQLITE_OK { other.execute("ROLLBACK") }
    return verdict == SQLITE_BUSY
  }
}
