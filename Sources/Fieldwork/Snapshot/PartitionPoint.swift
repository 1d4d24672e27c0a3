extension Range<Int> {
  /// The first place of the range from which on a test holds, which holds of no place before;
  /// its end where the test holds of none.
  @inlinable
  public func partitionPoint(where isBehind: (Int) -> Bool) -> Int {
    var low = lowerBound
    var high = upperBound
    while low < high {
      let middle = (low + high) / 2
      if isBehind(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
