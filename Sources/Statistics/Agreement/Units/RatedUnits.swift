/// What several raters said about units: for each unit one category per rater, or nothing.
///
/// Every coefficient of agreement on fixed units is a function of how often each row of ratings
/// occurs, not of the order of the units. So equal rows are kept once with their number, and a
/// million units of two yes/no raters are four rows.
public struct RatedUnits: Hashable, Sendable {
  /// The number of raters, at least 2.
  public let raters: Int
  /// The number of categories that a rater could choose from.
  public let categories: Int
  /// What each category stands for on a scale, or `nil` where categories are only names.
  public let values: [Double]?
  /// The category of each rater in each distinct row, -1 where the rating is missing.
  let ratings: [Int32]
  /// How often each distinct row occurs.
  let weights: [Int]
  /// How many raters chose each category in each distinct row.
  let counts: [Int]
  /// How many ratings each distinct row has.
  let sizes: [Int]

  /// Collects distinct rows with their numbers.
  ///
  /// - Parameters:
  ///   - rows: for each distinct row a category per rater from 0, `nil` where it is missing;
  ///     rows may repeat.
  ///   - weights: how many units have each row; one each without.
  ///   - categories: how many categories there are, used or not.
  ///   - values: what the categories stand for, where they are numbers.
  /// - Throws: `RatingError`.
  public init(
    rows: [[Int?]], weights: [Int]? = nil, categories: Int, values: [Double]? = nil
  ) throws(RatingError) {
    let raters = rows.first?.count ?? 2
    guard raters >= 2 else { throw .tooFewRaters }
    guard weights.map({ $0.count == rows.count }) ?? true else { throw .unequalLengths }
    guard values.map({ $0.count == categories }) ?? true else { throw .unequalLengths }
    var places: [[Int32]: Int] = [:]
    var distinct: [Int32] = []
    var numbers: [Int] = []
    for (index, row) in rows.enumerated() {
      guard row.count == raters else { throw .ragged(row: index + 1) }
      let weight = weights?[index] ?? 1
      guard weight >= 0 else { throw .negative(row: index + 1) }
      var key: [Int32] = []
      for rating in row {
        guard let rating else {
          key.append(-1)
          continue
        }
        guard rating >= 0, rating < categories else {
          throw .noCategory(row: index + 1, rating: rating)
        }
        key.append(Int32(rating))
      }
      if weight == 0 || key.allSatisfy({ $0 < 0 }) { continue }
      if let place = places[key] {
        numbers[place] += weight
      } else {
        places[key] = numbers.count
        numbers.append(weight)
        distinct += key
      }
    }
    self.raters = raters
    self.categories = categories
    self.values = values
    ratings = distinct
    self.weights = numbers
    var counts = [Int](repeating: 0, count: numbers.count * categories)
    var sizes = [Int](repeating: 0, count: numbers.count)
    for (index, rating) in distinct.enumerated() where rating >= 0 {
      counts[index / raters * categories + Int(rating)] += 1
      sizes[index / raters] += 1
    }
    self.counts = counts
    self.sizes = sizes
  }

  /// Two raters as a square table: row the first one's category, column the second's.
  ///
  /// - Throws: `RatingError`.
  public init(table: [[Int]], values: [Double]? = nil) throws(RatingError) {
    var rows: [[Int?]] = []
    var weights: [Int] = []
    for (row, cells) in table.enumerated() {
      guard cells.count == table.count else { throw .ragged(row: row + 1) }
      for (column, count) in cells.enumerated() {
        rows.append([row, column])
        weights.append(count)
      }
    }
    try self.init(rows: rows, weights: weights, categories: table.count, values: values)
  }

  /// The units of several documents together.
  ///
  /// - Throws: `RatingError.unequalLengths` where raters or categories differ.
  public init(joining parts: [RatedUnits]) throws(RatingError) {
    var rows: [[Int?]] = []
    var weights: [Int] = []
    let first = parts.first
    for part in parts {
      guard part.raters == first?.raters, part.categories == first?.categories else {
        throw .unequalLengths
      }
      for row in part.rows {
        rows.append(
          (0..<part.raters).map { part.rating(row, $0) >= 0 ? part.rating(row, $0) : nil })
        weights.append(part.weights[row])
      }
    }
    try self.init(
      rows: rows, weights: weights, categories: first?.categories ?? 0, values: first?.values)
  }

  /// The units with at least one rating.
  public var units: Int { weights.reduce(0, +) }

  /// The units with at least two ratings, which alone can agree or disagree.
  public var pairableUnits: Int { rows.reduce(0) { $0 + (sizes[$1] >= 2 ? weights[$1] : 0) } }

  /// The ratings in units with at least two.
  public var pairableRatings: Int {
    rows.reduce(0) { $0 + (sizes[$1] >= 2 ? sizes[$1] * weights[$1] : 0) }
  }

  /// The numbers of the distinct rows.
  var rows: Range<Int> { 0..<weights.count }

  /// How many raters chose a category in a distinct row.
  func count(_ row: Int, _ category: Int) -> Int { counts[row * categories + category] }

  /// The category that a rater chose in a distinct row, -1 where the rating is missing.
  func rating(_ row: Int, _ rater: Int) -> Int { Int(ratings[row * raters + rater]) }
}

/// Why ratings cannot be used.
public enum RatingError: Error, Hashable, Sendable {
  /// Agreement needs two raters.
  case tooFewRaters
  /// A row has another number of ratings than the first; rows count from 1.
  case ragged(row: Int)
  /// A rating is no category.
  case noCategory(row: Int, rating: Int)
  /// A row occurs less than 0 times.
  case negative(row: Int)
  /// There are more or fewer numbers than rows or categories.
  case unequalLengths
}
