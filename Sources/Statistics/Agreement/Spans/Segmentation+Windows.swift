extension Segmentation {
  /// Half the mean segment of a reference, to the nearest even number of halves as `round` of
  /// Python has it, and at least 2.
  var windowSize: Int {
    max(2, Int((Double(length) / Double(segments) / 2).rounded(.toNearestOrEven)))
  }

  /// P_k (Beeferman, Berger & Lafferty 1999), 0 at best.
  ///
  /// How often a window of the reference's size has both its ends in one segment of one
  /// segmentation and not of the other.
  public func pk(reference: Segmentation) -> Estimate {
    windows(reference) { own, other in (own == 0) != (other == 0) }
  }

  /// WindowDiff (Pevzner & Hearst 2002), 0 at best.
  ///
  /// How often such a window holds different numbers of boundaries.
  public func windowDifference(reference: Segmentation) -> Estimate {
    windows(reference) { own, other in own != other }
  }

  private func windows(
    _ reference: Segmentation, _ isError: (Int, Int) -> Bool
  ) -> Estimate {
    guard length == reference.length else {
      return .undefined(reason: "the segmentations cut different numbers of units")
    }
    let size = reference.windowSize
    guard length > size else { return .undefined(reason: "there are fewer units than a window") }
    let errors = (0..<length - size).count { start in
      isError(
        boundaries(after: start, through: start + size),
        reference.boundaries(after: start, through: start + size))
    }
    return .value(Double(errors) / Double(length - size))
  }
}
