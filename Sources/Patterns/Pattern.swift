import CPCRE2
import Fieldwork

/// A regular expression over UTF-8 bytes, in the language of Perl as PCRE2 reads it.
///
/// Letters, digits and blanks are those of Unicode, so `\w` is also 户 and é; a dot is one
/// Unicode scalar. Work is limited: a pattern that would try without end is given up, and says
/// so.
public final class Pattern {
  /// The pattern as it was typed.
  public let text: String
  private let code: OpaquePointer
  private let data: OpaquePointer
  private let limits: OpaquePointer

  /// How many steps one stretch of words may take, and how much memory in KiB.
  private static let (steps, memory): (UInt32, UInt32) = (1_000_000, 65_536)

  /// Compiles a pattern.
  ///
  /// - Throws: `PatternFailure`, which points at the place.
  public init(_ text: String) throws {
    guard !text.isEmpty else { throw PatternFailure.empty }
    var number: Int32 = 0
    var offset = 0
    let options =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
    let code = Array(text.utf8).withUnsafeBufferPointer {
      pcre2_compile_8($0.baseAddress, $0.count, options, &number, &offset, nil)
    }
    guard let code else {
      let before = text.utf8.prefix(offset)
      throw PatternFailure.syntax(
        words: Pattern.message(number),
        pointer: QueryPointer(
          text: text, column: String(decoding: before, as: UTF8.self).unicodeScalars.count + 1))
    }
    guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else {
      pcre2_code_free_8(code)
      throw PatternFailure.noMemory
    }
    guard let limits = pcre2_match_context_create_8(nil) else {
      pcre2_match_data_free_8(data)
      pcre2_code_free_8(code)
      throw PatternFailure.noMemory
    }
    pcre2_set_match_limit_8(limits, Pattern.steps)
    pcre2_set_depth_limit_8(limits, Pattern.steps)
    pcre2_set_heap_limit_8(limits, Pattern.memory)
    self.text = text
    self.code = code
    self.data = data
    self.limits = limits
  }

  deinit {
    pcre2_match_context_free_8(limits)
    pcre2_match_data_free_8(data)
    pcre2_code_free_8(code)
  }

  /// Where the pattern matches in a stretch of a text, from left to right; matches neither
  /// overlap nor are empty.
  ///
  /// - Parameters:
  ///   - bytes: valid UTF-8.
  ///   - stretch: bytes that begin and end with whole scalars; `^` and `$` are its ends, and
  ///     nothing outside it is looked at.
  /// - Throws: `PatternFailure.tooSlow` where the pattern was given up.
  public func matches(in bytes: [UInt8], _ stretch: Range<Int>) throws -> [Range<Int>] {
    precondition(stretch.lowerBound >= 0 && stretch.upperBound <= bytes.count, "outside the text")
    let options = UInt32(PCRE2_NOTEMPTY) | UInt32(PCRE2_NO_UTF_CHECK)
    return try bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress?.advanced(by: stretch.lowerBound) else { return [] }
      var found: [Range<Int>] = []
      var start = 0
      while start < stretch.count {
        let result = pcre2_match_8(code, base, stretch.count, start, options, data, limits)
        if result == PCRE2_ERROR_NOMATCH { break }
        guard result > 0 else { throw PatternFailure.tooSlow(pattern: text) }
        let ends = pcre2_get_ovector_pointer_8(data)
        guard let low = ends?[0], let high = ends?[1], low < high, high > start else { break }
        found.append(stretch.lowerBound + low..<stretch.lowerBound + high)
        start = high
      }
      return found
    }
  }

  private static func message(_ number: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 256)
    let length = bytes.withUnsafeMutableBufferPointer {
      pcre2_get_error_message_8(number, $0.baseAddress, $0.count)
    }
    return String(decoding: bytes.prefix(max(0, Int(length))), as: UTF8.self)
  }
}
