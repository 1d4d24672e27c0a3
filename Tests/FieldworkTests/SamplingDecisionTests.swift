import Fieldwork
import Testing

/// A decision and its memo.
@Suite struct SamplingDecisionTests {
  @Test func `what is written as a memo reads back`() {
    for decision in [
      SamplingDecision(.chosen, record: "HH-088", why: "Poor and an owner."),
      SamplingDecision(
        .dropped, record: "户-7", contact: "打过电话：没人接", consent: "not asked",
        why: "搬走了。\n\nSee: the neighbour's word."),
      SamplingDecision(.reserve, record: "a: b", why: "decision: none"),
    ] {
      let memo = MemoDefinition(slug: "m", kind: "methodological", body: decision.body)
      #expect(SamplingDecision(memo) == decision)
    }
  }

  @Test func `any other memo is no decision`() {
    for (kind, body) in [
      ("methodological", "We chose by the gate."), ("case", "decision: chosen\nrecord: A\n\nWhy"),
      ("methodological", "decision: perhaps\nrecord: A\n\nWhy"),
      ("methodological", "decision: chosen\n\nrecord: A"), ("methodological", ""),
    ] {
      #expect(SamplingDecision(MemoDefinition(slug: "m", kind: kind, body: body)) == nil, "\(body)")
    }
  }
}
