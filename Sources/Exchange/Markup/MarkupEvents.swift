public import Fieldwork
import Foundation
import FoundationXML

/// One element's name: what it is called, and in which vocabulary.
struct MarkupName: Hashable, Sendable {
  /// The namespace URI; empty where there is none.
  var space: String
  /// The name without prefix.
  var local: String
}

/// The attributes of an element, by name without prefix.
struct MarkupAttributes: Sendable {
  fileprivate var values: [String: String]

  /// The value of the attribute, whatever its prefix.
  subscript(local: String) -> String? {
    if let value = values[local] { return value }
    return values.first { $0.key.hasSuffix(":" + local) }?.value
  }
}

/// What a reader of XML does with the stream of elements and words.
protocol MarkupHandler: AnyObject {
  /// An element begins.
  func begin(_ name: MarkupName, _ attributes: MarkupAttributes)
  /// An element ends.
  func end(_ name: MarkupName)
  /// Words inside the element that began last; one text may come in several pieces.
  func text(_ words: String)
}

/// Reads XML as a stream of events.
enum MarkupEvents {
  /// Sends the whole document to a handler.
  ///
  /// Document type declarations are refused: office files have none, and they are the way to
  /// make a parser fetch files or grow without end.
  ///
  /// - Throws: `MarkupFailure` with the line of the first error.
  static func parse(_ bytes: [UInt8], part: String, into handler: any MarkupHandler) throws {
    let prolog = MarkupProlog(bytes)
    if let name = prolog.foreignEncoding { throw MarkupFailure.encoding(part: part, name: name) }
    if prolog.declaresDocumentType { throw MarkupFailure.documentType(part: part) }
    let bridge = Bridge(handler)
    let parser = XMLParser(data: Data(bytes))
    parser.shouldProcessNamespaces = true
    parser.shouldResolveExternalEntities = false
    parser.delegate = bridge
    let complete = parser.parse()
    if complete, bridge.depth == 0, bridge.started { return }
    throw MarkupFailure.broken(part: part, line: max(1, parser.lineNumber))
  }

  private final class Bridge: NSObject, XMLParserDelegate {
    private let handler: any MarkupHandler
    var depth = 0
    var started = false

    init(_ handler: any MarkupHandler) { self.handler = handler }

    func parser(
      _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
      qualifiedName qName: String?, attributes attributeDict: [String: String]
    ) {
      depth += 1
      started = true
      handler.begin(
        MarkupName(space: namespaceURI ?? "", local: elementName),
        MarkupAttributes(values: attributeDict))
    }

    func parser(
      _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?,
      qualifiedName qName: String?
    ) {
      depth -= 1
      handler.end(MarkupName(space: namespaceURI ?? "", local: elementName))
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { handler.text(string) }

    func parser(_ parser: XMLParser, foundCDATA CDATABlock: Data) {
      handler.text(String(decoding: CDATABlock, as: UTF8.self))
    }
  }
}

/// Why XML cannot be read.
public enum MarkupFailure: ProblemReporting, Hashable {
  /// The XML of a part is not well-formed.
  case broken(part: String, line: Int)
  /// The part declares a document type, which no office file does.
  case documentType(part: String)
  /// The part is in an encoding that office files do not have.
  case encoding(part: String, name: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .broken(let part, let line):
      Problem(
        .data, "the XML of '\(part)' breaks off or is wrong in line \(line)",
        hint: "open the file in its program and save it again")
    case .documentType(let part):
      Problem(
        .data, "the XML of '\(part)' declares a document type, which is refused for safety",
        hint: "open the file in its program and save it again")
    case .encoding(let part, let name):
      Problem(
        .data, "the XML of '\(part)' is in \(name), not in UTF-8 or UTF-16",
        hint: "open the file in its program and save it again")
    }
  }
}
