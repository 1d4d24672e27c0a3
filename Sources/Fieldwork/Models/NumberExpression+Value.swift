#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension NumberExpression {
  /// The number; `nil` where a variable has none.
  ///
  /// It may be infinite or NaN, as the logarithm of 0 and of −1 are.
  ///
  /// - Parameter number: the number of a variable.
  public func value(_ number: (String) -> Double?) -> Double? {
    switch self {
    case .constant(let value): return value
    case .variable(let name): return number(name)
    case .negative(let part): return part.value(number).map { -$0 }
    case .applied(let function, let part): return part.value(number).map(function.value)
    case .joined(let left, let sign, let right):
      guard let a = left.value(number), let b = right.value(number) else { return nil }
      switch sign {
      case .plus: return a + b
      case .minus: return a - b
      case .times: return a * b
      case .over: return a / b
      case .power: return pow(a, b)
      }
    }
  }
}

extension NumberExpression.Function {
  /// The function's value.
  func value(_ x: Double) -> Double {
    switch self {
    case .log: logarithm(x)
    case .log2: logarithm(x) / logarithm(2)
    case .log10: tenLogarithm(x)
    case .log1p: shiftedLogarithm(x)
    case .sqrt: x.squareRoot()
    case .exp: exponential(x)
    case .abs: x.magnitude
    }
  }
}

// The cases of the enumeration hide the functions of the C library.
private func logarithm(_ x: Double) -> Double { log(x) }
private func tenLogarithm(_ x: Double) -> Double { log10(x) }
private func shiftedLogarithm(_ x: Double) -> Double { log1p(x) }
private func exponential(_ x: Double) -> Double { exp(x) }
