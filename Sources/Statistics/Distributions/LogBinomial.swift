#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The natural logarithm of the binomial coefficient "n choose k", accurate to a few units
/// in the last place at any size.
///
/// - Returns: −∞ where `k` lies outside `0...n`.
public func logBinomial(_ n: Int, _ k: Int) -> Double {
  guard k >= 0, k <= n else { return -.infinity }
  guard k > 0, k < n else { return 0 }
  let whole = Double(n)
  let part = Double(min(k, n - k))
  let other = whole - part
  let entropy = part * log(whole / part) - other * log1p(-part / whole)
  return entropy + logFactorialRest(whole) - logFactorialRest(part) - logFactorialRest(other)
}

/// The natural logarithms of 0!, 1!, …, `limit`!.
func logFactorials(upTo limit: Int) -> [Double] {
  (0...max(0, limit)).map { count in
    let n = Double(count)
    return n == 0 ? 0 : n * log(n) - n + logFactorialRest(n)
  }
}
