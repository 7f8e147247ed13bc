import TianPlan

package enum FunctionNames {
  /// `合计` is `sum`; a name of no function stays as it is.
  package static func english(_ name: String) -> String { FunctionTable.named(name)?.names.en ?? name }
}
