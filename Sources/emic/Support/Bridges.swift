import CodingEngine
import Exchange
import Fieldwork
import Foundation

/// Finding the bridges between codes and variables.
enum Bridges {
  /// The file that a study needs not name: `Surveys/bridges.yaml`.
  static func customary(_ session: Session) -> String? {
    let path = session.folder.appending(path: "Surveys/bridges.yaml").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Reads a file of bridges.
  ///
  /// - Throws: also where a topic is none of the study.
  static func read(_ path: String, in snapshot: StudySnapshot) throws -> CodeBridges {
    let found = try BridgesYAML.read(try Files.text(path), fileName: Files.name(path))
    let resolver = NameResolver(
      kind: "topic", things: snapshot.topics.map { NamedThing(id: $0.slug, names: [$0.label]) })
    for bridge in found.bridges {
      do {
        for topic in bridge.topics { _ = try resolver.index(of: topic, .exact) }
      } catch let failure as NameFailure {
        var problem = failure.problem
        problem.kind = .data
        throw problem.placed("\(found.file), line \(bridge.line)")
      }
    }
    return found
  }
}
