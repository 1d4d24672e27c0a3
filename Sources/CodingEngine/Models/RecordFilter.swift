public import Fieldwork

/// A filter asked of the records of one survey, interviewed or not.
public struct RecordFilter: Sendable {
  private let filter: Filter
  private let fields: [Int]
  private let table: SurveyTable

  /// Finds the variables of a filter.
  ///
  /// - Throws: `FilterSyntax` where a variable is not there or cannot be compared so.
  public init(_ filter: Filter, in table: SurveyTable) throws {
    self.filter = filter
    self.table = table
    let resolver = table.variableNames
    fields = try filter.comparisons.map { comparison in
      let pointer = QueryPointer(text: filter.text, column: comparison.column)
      let index: Int
      do {
        index = try resolver.index(of: comparison.field, .exact)
      } catch let failure as NameFailure {
        throw FilterSyntax(
          failure.problem.what, hint: failure.problem.hint ?? "name a variable of the survey",
          at: pointer)
      }
      if comparison.operation == .within {
        throw FilterSyntax(
          "'in' asks for places, and '\(comparison.field)' is none", hint: "write is", at: pointer)
      }
      if comparison.operation != .missing,
        let refusal = table.variables[index].refusal(comparison)
      {
        throw FilterSyntax(refusal.what, hint: refusal.hint, at: pointer)
      }
      return index
    }
  }

  /// The indices of the records that are known to meet the filter, in order.
  public var records: [Int] { table.records.indices.filter { answer($0) == true } }

  private func answer(_ record: Int) -> Bool? {
    filter.holds { position in
      let comparison = filter.comparisons[position]
      let variable = fields[position]
      let values = FilterValue.values(
        table.records[record].values[variable], of: table.variables[variable])
      if comparison.operation == .missing { return values.isEmpty }
      return values.isEmpty ? nil : values.contains { $0.meets(comparison) }
    }
  }
}

extension SurveyTable {
  /// The names of the variables, with their labels.
  var variableNames: NameResolver {
    NameResolver(
      kind: "variable",
      things: variables.map { NamedThing(id: $0.name, names: $0.labels.map(\.text)) })
  }
}
