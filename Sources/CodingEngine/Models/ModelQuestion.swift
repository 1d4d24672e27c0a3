/// How a model is to be fitted.
public struct ModelQuestion: Hashable, Sendable {
  /// What the outcome is taken to be.
  public enum Family: String, CaseIterable, Sendable {
    /// 0 or 1.
    case logistic
    /// A number.
    case linear
  }

  /// Whose standard errors.
  public enum Errors: Hashable, Sendable {
    /// As if the model held.
    case model
    /// Robust against unequal spread, plain.
    case hc0
    /// Robust against unequal spread, for few cases.
    case hc1
    /// Robust against likeness within the groups of a variable.
    case cluster(String)
  }

  /// How a logistic model is estimated.
  public enum Estimator: String, CaseIterable, Sendable {
    /// Greatest likelihood, Firth's where that has no end or too few events.
    case automatic
    /// Greatest likelihood or nothing.
    case likelihood
    /// Firth's in any case.
    case firth
  }

  /// The family, found from the outcome where `nil`.
  public var family: Family?
  /// Whose standard errors.
  public var errors: Errors
  /// How a logistic model is estimated.
  public var estimator: Estimator
  /// Whether intervals follow the likelihood instead of the standard errors.
  public var profile: Bool
  /// Whether rules about few cases only stamp the output.
  public var force: Bool
  /// The nodes of the quadrature over random intercepts; 1 for the approximation of Laplace.
  public var nodes: Int

  /// Asks for a model.
  public init(
    family: Family? = nil, errors: Errors = .model, estimator: Estimator = .automatic,
    profile: Bool = false, force: Bool = false, nodes: Int = 1
  ) {
    self.family = family
    self.errors = errors
    self.estimator = estimator
    self.profile = profile
    self.force = force
    self.nodes = nodes
  }
}
