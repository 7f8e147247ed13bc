import TianSource

/// A descriptor on disk, with the schemas and dialects that it keeps in files of their own.
enum PackageFile {
  /// Throws what is wrong first, in the file that it is in.
  /// - Parameter folder: that it and its files must lie beneath, their links followed; nil where they may lie
  ///   anywhere.
  static func read(_ path: String, beneath folder: String? = nil) throws(TianError) -> DataPackage {
    let source = try text(path, folder)
    let json = try json(source, folder: FileSystem.folder(of: path), beneath: folder)
    do throws(Diagnostic) { return try DataPackage(JSONPlace(json)) } catch {
      throw TianError(error, in: source)
    }
  }

  /// All that it says, what the package's reader does not know too.
  static func json(_ path: String) throws(TianError) -> JSONValue {
    try json(try text(path, nil), folder: FileSystem.folder(of: path), beneath: nil)
  }

  private static func json(
    _ source: SourceText, folder: String, beneath root: String?
  ) throws(TianError) -> JSONValue {
    var json = try parsed(source)
    if let list = json["resources"], let items = list.array {
      var resources: [JSONValue] = []
      for (number, item) in items.enumerated() {
        let place = JSONPlace(item, pointer: "/resources/\(number)")
        resources.append(try resolved(place, folder, source, root))
      }
      json = json.replacing("resources", with: JSONValue(form: .array(resources), span: list.span))
    }
    return json
  }

  /// A path that data may choose: in the package's own folder or below it.
  static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.contains("://") && !path.split(separator: "/").contains("..")
  }

  /// A resource whose `schema` and `dialect` are told by paths, with what those files say in their place.
  private static func resolved(
    _ resource: JSONPlace, _ folder: String, _ source: SourceText, _ root: String?
  ) throws(TianError) -> JSONValue {
    var value = resource.value
    for key in ["schema", "dialect"] {
      guard let place = resource[key], let path = place.value.text else { continue }
      guard isInside(path) else {
        throw TianError(
          place.wrong("a path below the package's folder is wanted", "应是数据包文件夹之内的路径"), in: source)
      }
      let other = try parsed(try text(FileSystem.join(folder, path), root))
      value = value.replacing(key, with: other.placed(at: place.value.span))
    }
    return value
  }

  private static func parsed(_ source: SourceText) throws(TianError) -> JSONValue {
    do { return try JSONReader.read(source) } catch { throw TianError(error, in: source) }
  }

  private static func text(_ path: String, _ root: String?) throws(TianError) -> SourceText {
    do {
      return SourceText(
        name: path, bytes: try FileSystem.read(path, beneath: root, bytesMax: DataPackage.bytesMax))
    } catch {
      throw TianError(error)
    }
  }
}

extension JSONValue {
  /// An object with another value of a member; anything else as it is.
  fileprivate func replacing(_ key: String, with value: JSONValue) -> JSONValue {
    guard case .object(let members) = form else { return self }
    return JSONValue(
      form: .object(members.map { $0.key == key ? (key: key, value: value) : $0 }), span: span)
  }

  /// The same, said to stand at one place.
  fileprivate func placed(at span: SourceSpan) -> JSONValue {
    switch form {
    case .null, .bool, .number, .text: JSONValue(form: form, span: span)
    case .array(let items): JSONValue(form: .array(items.map { $0.placed(at: span) }), span: span)
    case .object(let members):
      JSONValue(
        form: .object(members.map { (key: $0.key, value: $0.value.placed(at: span)) }), span: span)
    }
  }
}
