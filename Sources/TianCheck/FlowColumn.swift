import TianPlan
import TianSyntax

/// A column at some point of a query, as an editor shows it.
package struct FlowColumn: Hashable, Sendable {
  /// Where the cells of a column stand that no stage has changed.
  package struct Source: Hashable, Sendable {
    package var table: String
    /// The place of the column in the table.
    package var column: Int
  }

  /// What the flow calls it: `名称`, or `t.名称` where another column has the bare name.
  package var name: String
  package var type: DataType
  package var source: Source?
}

extension Checker {
  /// The columns that a query gives, as far as they are known, whatever else is wrong with it; nil where its
  /// table is unknown. Nothing is kept and nothing is said.
  /// - Parameter path: names that lead on by foreign keys to another table, whose columns are then given.
  package func columns(of query: QuerySyntax, beyond path: [String] = []) -> [FlowColumn]? {
    var checker = statementChecker()
    let flow = checker.query(query, checker.root)
    guard !flow.scope.isUnknown else { return nil }
    guard path.isEmpty else { return schema(beyond: path, from: checker.keys(of: flow))?.flowColumns }
    return flow.scope.shown.map { column in
      FlowColumn(
        name: column.title, type: checker.plan.type(of: column.id),
        source: checker.plan.source(of: column.id))
    }
  }

  /// The table that columns, or the names of tables, lead to one after another.
  private func schema(beyond path: [String], from keys: [TableSchema.ForeignKey]) -> TableSchema? {
    var keys = keys
    var schema: TableSchema?
    for name in path {
      let key = keys.first { $0.columns.contains(name) || $0.tableNames.contains(name) }
      schema = key?.tableNames.lazy.compactMap { catalog.schema(named: $0) }.first
      keys = schema?.keys ?? []
    }
    return schema
  }
}

extension TableSchema {
  fileprivate var flowColumns: [FlowColumn] {
    fields.enumerated().map { place, field in
      FlowColumn(name: field.name, type: field.type, source: .init(table: name, column: place))
    }
  }
}

extension Plan {
  fileprivate func source(of id: ColumnID) -> FlowColumn.Source? {
    for case .scan(let scan) in steps {
      if let column = scan.columns.first(where: { $0.id == id }) {
        return .init(table: scan.table, column: column.source)
      }
    }
    return nil
  }
}
