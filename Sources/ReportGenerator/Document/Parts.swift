/// A heading.
public struct Heading: Hashable, Sendable {
  /// 1 (a chapter) to 4; values outside are clamped by renderers.
  public var level: Int
  /// The words.
  public var words: [Inline]
  /// The anchor by which links find it; made from the words where it is `nil`.
  public var id: String?

  /// Makes a heading.
  public init(level: Int, words: [Inline], id: String? = nil) {
    self.level = level
    self.words = words
    self.id = id
  }
}

/// Something a reader must notice.
public struct Notice: Hashable, Sendable {
  /// How serious it is.
  public enum Kind: Hashable, Sendable {
    /// Helps to read.
    case note
    /// Guards against a wrong conclusion.
    case caution
    /// Must not leave the team.
    case internalOnly
  }

  /// How serious it is.
  public var kind: Kind
  /// The contents.
  public var blocks: [Block]

  /// Makes a notice.
  public init(kind: Kind, blocks: [Block]) {
    self.kind = kind
    self.blocks = blocks
  }
}

/// A name with its value.
public struct Fact: Hashable, Sendable {
  /// The name.
  public var name: String
  /// The value.
  public var value: [Inline]

  /// Names a value.
  public init(_ name: String, _ value: [Inline]) {
    self.name = name
    self.value = value
  }

  /// Names words.
  public init(_ name: String, _ words: String) { self.init(name, [.text(words)]) }
}

/// One column of blocks that stand side by side.
public struct Panel: Hashable, Sendable {
  /// What the column shows, such as `Survey` or `Interview`.
  public var title: String
  /// The contents.
  public var blocks: [Block]

  /// Makes a column.
  public init(title: String, blocks: [Block]) {
    self.title = title
    self.blocks = blocks
  }
}

/// A picture with its words.
public struct Figure: Hashable, Sendable {
  /// The picture; only the figures of this module can make one, so that it is safe in a page.
  public var picture: SVGPicture
  /// What the figure shows, printed below it.
  public var caption: [Inline]
  /// What a reader who cannot see the picture has to know.
  public var alternative: String
  /// The numbers of the picture, for readers and formats without pictures.
  public var data: Table?
  /// The anchor by which links find it.
  public var id: String?

  /// Makes a figure.
  public init(
    picture: SVGPicture, caption: [Inline], alternative: String, data: Table? = nil,
    id: String? = nil
  ) {
    self.picture = picture
    self.caption = caption
    self.alternative = alternative
    self.data = data
    self.id = id
  }
}
