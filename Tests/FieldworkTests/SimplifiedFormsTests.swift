import Fieldwork
import Testing

/// Simplified and traditional Chinese as one.
@Suite struct SimplifiedFormsTests {
  @Test func `what the field writes in either script becomes one`() {
    let pairs = [
      ("戶口", "户口"), ("農民工", "农民工"), ("學校", "学校"), ("城鎮養老保險", "城镇养老保险"),
      ("醫保", "医保"), ("證明", "证明"), ("租房合同", "租房合同"), ("報名", "报名"), ("臺灣", "台湾"),
      ("這裡", "这里"), ("這裏", "这里"), ("産業", "产业"), ("户籍", "戶籍"),
    ]
    for (one, other) in pairs { #expect(one.simplifiedForms == other.simplifiedForms) }
  }

  @Test func `what is simplified already stays, scalar for scalar`() {
    let words = "hukou ｈｕｋｏｕ 户口，不走了。\u{20000}\u{1F600}é"
    #expect(words.simplifiedForms == words)
    let mixed = "戶口 and 學校"
    #expect(mixed.simplifiedForms.unicodeScalars.count == mixed.unicodeScalars.count)
  }

  @Test func `folding twice is folding once, for every character`() {
    for value in UInt32(0x3400)...0x9FFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let form = SimplifiedForms.form(of: scalar)
      #expect(SimplifiedForms.form(of: form) == form)
      #expect(form.isHan || form == scalar)
    }
  }

  @Test func `a family holds exactly those that fold to one`() {
    #expect(Set(SimplifiedForms.family(of: "台")) == ["台", "臺", "檯", "颱"])
    #expect(SimplifiedForms.family(of: "戶") == SimplifiedForms.family(of: "户"))
    #expect(SimplifiedForms.family(of: "a") == ["a"])
    #expect(SimplifiedForms.count > 2700)
  }
}
