import Fieldwork

/// How a number becomes groups.
public enum CrosstabSplit: Hashable, Sendable {
  /// By its values, which must be few or labelled.
  case none
  /// Below a threshold, and at or above it; in the unit of the variable.
  case at(Double)
}
