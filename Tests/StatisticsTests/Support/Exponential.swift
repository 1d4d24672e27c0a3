#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// eˣ, for tests that need nothing else of the C library.
func exponential(_ x: Double) -> Double { exp(x) }
