/// The sign of an axis is arbitrary, so a rule gives it: the coordinate farthest from 0 is
/// positive, the first such one where several are equally far.
///
/// - Parameter coordinates: those of one axis.
/// - Returns: 1 or −1, to multiply the axis with.
func axisSign(_ coordinates: [Double]) -> Double {
  var farthest = 0.0
  var sign = 1.0
  for coordinate in coordinates where abs(coordinate) > farthest * (1 + 1e-9) {
    farthest = abs(coordinate)
    sign = coordinate < 0 ? -1 : 1
  }
  return sign
}
