import Statistics
import Testing

struct StressLayoutTests {
  private func distance(_ layout: StressLayout, _ a: Int, _ b: Int) -> Double {
    let (p, q) = (layout.places[a], layout.places[b])
    return ((p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y)).squareRoot()
  }

  @Test func distancesInThePictureComeNearTheStepsOfAPath() {
    let layout = StressLayout(nodes: 5, edges: [(0, 1), (1, 2), (2, 3), (3, 4)])
    for a in 0..<5 {
      for b in a + 1..<5 { #expect(abs(distance(layout, a, b) - Double(b - a)) < 0.25) }
    }
  }

  @Test func theSameGraphGivesTheSamePictureAndAllPlacesAreNumbers() {
    let edges = [(0, 1), (1, 2), (0, 2), (3, 4)]
    let layout = StressLayout(nodes: 6, edges: edges)
    #expect(layout == StressLayout(nodes: 6, edges: edges))
    #expect(layout.places.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    #expect(distance(layout, 0, 1) < distance(layout, 0, 3))
    #expect(StressLayout(nodes: 0, edges: []).places.isEmpty)
    #expect(StressLayout(nodes: 1, edges: []).places.count == 1)
  }
}
