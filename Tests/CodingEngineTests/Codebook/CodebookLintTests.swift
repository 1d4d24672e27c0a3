import CodingEngine
import Fieldwork
import Testing

@Suite struct CodebookLintTests {
  /// A codebook in which nothing is missing, with two codes on two passages of two cases.
  private struct Sound {
    var builder = SnapshotBuilder()
    var codes: [CodeDefinition] = []

    init() {
      builder.place("H-1")
      builder.place("H-2")
      let words = [SnapshotBuilder.Line.says("The rent is high. The lease is lost. 路太远了，走不到学校。")]
      builder.interview("A", about: ["H-1"], words)
      builder.interview("B", about: ["H-2"], words)
      codes = [
        CodeDefinition(slug: "housing", isCodable: false), full("rent", under: "housing"),
        full("lease", under: "housing"),
      ]
    }

    func full(_ slug: String, under parent: String? = nil) -> CodeDefinition {
      var code = CodeDefinition(slug: slug, parent: parent)
      code.short = "Words about \(slug)."
      code.include = "\(slug) is named."
      code.exclude = "Anything beside \(slug)."
      code.examples = [LocalizedText(language: "en", text: "My \(slug), she said.")]
      return code
    }

    func findings(
      wordings: [String: CodebookLint.Wordings] = [:], levels: Int = 4, rules: Set<LintRule>? = nil,
      themes: [ThemeDefinition] = [],
      put: (inout SnapshotBuilder) -> Void = { builder in
        for label in ["A", "B"] {
          builder.put("rent", on: "The rent is high", in: label)
          builder.put("lease", on: "The lease is lost", in: label)
        }
      }
    ) throws -> [String] {
      var builder = builder
      for code in codes {
        if code.isCodable {
          builder.code(code.slug, under: code.parent)
        } else {
          builder.category(code.slug, under: code.parent)
        }
      }
      put(&builder)
      var snapshot = try builder.snapshot()
      snapshot.codebook = try Codebook(codes)
      snapshot.themes = themes
      let lint = CodebookLint(
        snapshot, wordings: wordings, texts: builder.shelf, levels: levels,
        rules: rules ?? Set(LintRule.allCases))
      for finding in lint.findings { #expect(!finding.advice.isEmpty) }
      return lint.findings.map { "\($0.code) \($0.rule.rawValue)" }
    }
  }

  @Test func `a sound codebook has no findings`() throws {
    #expect(try Sound().findings() == [])
  }

  @Test func `what a definition lacks is told part by part`() throws {
    var sound = Sound()
    sound.codes[1] = CodeDefinition(slug: "rent", parent: "housing")
    #expect(
      try sound.findings() == [
        "rent no-definition", "rent no-include", "rent no-exclude", "rent no-example",
      ])
  }

  @Test func `names that are equal or differ in one letter are told at the later code`() throws {
    var sound = Sound()
    sound.codes[2].names = [LocalizedText(language: "en", text: "RENT")]
    #expect(try sound.findings() == ["lease same-name"])
    sound.codes[1].names = [LocalizedText(language: "zh", text: "房租很贵")]
    sound.codes[2].names = [LocalizedText(language: "zh", text: "房租太贵")]
    #expect(try sound.findings() == ["lease similar-name"])
    sound.codes[1].names = [LocalizedText(language: "en", text: "Leased")]
    sound.codes[2].names = []
    #expect(try sound.findings() == [])
  }

  @Test func `two definitions with the same words are told`() throws {
    var sound = Sound()
    sound.codes[2].full = "Words  about RENT."
    #expect(try sound.findings() == ["lease same-words"])
  }

  @Test func `depth, empty categories and codes without codings are told`() throws {
    var sound = Sound()
    sound.codes.append(CodeDefinition(slug: "empty", isCodable: false))
    sound.codes.append(sound.full("deep", under: "rent"))
    #expect(
      try sound.findings(levels: 2) == ["deep too-deep", "deep no-codings", "empty empty-category"])
    #expect(try sound.findings(rules: [.emptyCategory]) == ["empty empty-category"])
  }

  @Test func `rare codes are told`() throws {
    let sound = Sound()
    let found = try sound.findings { builder in
      builder.put("rent", on: "The rent is high", in: "A")
      builder.put("lease", on: "The lease", in: "A")
      builder.put("lease", on: "is lost", in: "A")
    }
    #expect(found == ["rent used-once", "lease one-case"])
  }

  @Test func `a code of one coder is told where others coded the same texts`() throws {
    let found = try Sound().findings { builder in
      for label in ["A", "B"] {
        builder.put("rent", on: "The rent is high", in: label)
        builder.put("lease", on: "The lease is lost", in: label)
        builder.put("lease", on: "The lease is lost", in: label, coder: "mo")
      }
    }
    #expect(found == ["rent one-coder"])
  }

  @Test func `codings under other definitions are told`() throws {
    let found = try Sound().findings(wordings: [
      "rent": .init(earlier: 2, foreign: 0), "lease": .init(earlier: 0, foreign: 1),
    ])
    #expect(found == ["rent stale", "lease other-definition"])
  }

  @Test func `an example that stands in a transcript must be coded there`() throws {
    var sound = Sound()
    sound.codes[1].examples = [LocalizedText(language: "zh", text: "路太远了，走不到学校。")]
    #expect(try sound.findings() == ["rent stray-example"])
    let found = try sound.findings { builder in
      for label in ["A", "B"] {
        builder.put("rent", on: "走不到学校", in: label)
        builder.put("lease", on: "The lease is lost", in: label)
      }
    }
    #expect(found == [])
  }

  @Test func `codes that cover nearly the same words are told`() throws {
    let found = try Sound().findings { builder in
      for label in ["A", "B"] {
        builder.put("rent", on: "The rent is high", in: label)
        builder.put("lease", on: "The rent is high.", in: label)
      }
    }
    #expect(found == ["lease near-twins"])
  }

  @Test func `a code on the passage of the one above it is told`() throws {
    var sound = Sound()
    sound.codes[2].parent = "rent"
    let found = try sound.findings { builder in
      for label in ["A", "B"] {
        builder.put("rent", on: "The rent is high. The lease is lost", in: label)
        builder.put("rent", "lease", on: "The lease is lost", in: label)
      }
    }
    #expect(found == ["lease with-parent"])
  }

  @Test func `retired codes are left alone, unless a theme names them`() throws {
    var sound = Sound()
    sound.codes[1] = CodeDefinition(slug: "rent", parent: "housing")
    sound.codes[1].isRetired = true
    #expect(try sound.findings() == [])
    let theme = ThemeDefinition(slug: "t", statements: [], rule: .allRequired, required: ["rent"])
    #expect(try sound.findings(themes: [theme]) == ["rent retired-named"])
  }
}
