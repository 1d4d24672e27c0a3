public import CodingEngine

extension EngineTables {
  /// Who led to whom: `from_kind, from, from_name, to_kind, to, to_name, date, how, written`, which
  /// is `referral` or `referred_by` of an interview.
  public static func referrals(_ net: ReferralNet) -> ResultTable {
    var table = Table(columns: [
      Column("from_kind"), .prose("from"), .prose("from_name"), Column("to_kind"), .prose("to"),
      .prose("to_name"), Column("date"), .prose("how"), Column("written"),
    ])
    for link in net.links {
      let (from, to) = (net.nodes[link.from], net.nodes[link.to])
      table.append([
        .text(from.kind), .text(from.name), .text(from.title), .text(to.kind), .text(to.name),
        .text(to.title), .text(link.date), .text(link.how),
        .text(link.isField ? "referred_by" : "referral"),
      ])
    }
    table.notes = net.notes
    return ResultTable(
      command: "referrals", unit: "referral", n: net.links.count, table: table)
  }

  /// Everybody in the net, chain by chain and step by step: `chain, step, kind, id, name, led_by,
  /// leads_to`.
  public static func referralChains(_ net: ReferralNet) -> ResultTable {
    var table = Table(columns: [
      .prose("chain"), .number("step"), Column("kind"), .prose("id"), .prose("name"),
      .prose("led_by"), .prose("leads_to"),
    ])
    func names(_ nodes: [Int]) -> Cell {
      .text(unique(nodes.map { net.nodes[$0].name }).joined(separator: "; "))
    }
    let order = net.nodes.indices.sorted { a, b in
      let (x, y) = (net.nodes[a], net.nodes[b])
      if x.chain != y.chain { return first(ofChain: x.chain, net) < first(ofChain: y.chain, net) }
      return (x.step, a) < (y.step, b)
    }
    for index in order {
      let node = net.nodes[index]
      table.append([
        .text(node.chain), .integer(node.step), .text(node.kind), .text(node.name),
        .text(node.title), names(net.links.filter { $0.to == index }.map(\.from)),
        names(net.links.filter { $0.from == index }.map(\.to)),
      ])
    }
    table.notes = net.notes
    return ResultTable(
      command: "referrals chains", unit: "chain", n: Set(net.nodes.map(\.chain)).count,
      table: table)
  }

  private static func first(ofChain chain: String, _ net: ReferralNet) -> Int {
    net.nodes.firstIndex { $0.chain == chain } ?? 0
  }
}
