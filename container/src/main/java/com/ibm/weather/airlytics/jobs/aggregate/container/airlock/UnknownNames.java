package com.ibm.weather.airlytics.jobs.aggregate.container.airlock;

import java.util.HashSet;
import java.util.Set;
import org.mozilla.javascript.CompilerEnvirons;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Parser;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.ast.AstNode;
import org.mozilla.javascript.ast.CatchClause;
import org.mozilla.javascript.ast.FunctionNode;
import org.mozilla.javascript.ast.Name;
import org.mozilla.javascript.ast.NodeVisitor;
import org.mozilla.javascript.ast.ObjectProperty;
import org.mozilla.javascript.ast.PropertyGet;

/** Collects the names that a script uses, but that it does not declare. */
final class UnknownNames implements NodeVisitor {

  private final Set<String> used = new HashSet<>();
  private final Set<String> declared = new HashSet<>(Set.of("arguments"));

  private UnknownNames() {}

  /** The names in a script that neither it nor its scope declares. */
  static Set<String> in(String script, Context context, Scriptable scope) {
    CompilerEnvirons environs = new CompilerEnvirons();
    environs.initFromContext(context);
    UnknownNames names = new UnknownNames();
    new Parser(environs).parse(script, "rule", 1).visit(names);
    names.used.removeAll(names.declared);
    names.used.removeIf(name -> ScriptableObject.hasProperty(scope, name));
    return names.used;
  }

  @Override
  public boolean visit(AstNode node) {
    if (node instanceof Name name && !isProperty(name)) {
      boolean declares =
          name.getParent() instanceof FunctionNode || name.getParent() instanceof CatchClause;
      boolean known = declares || name.getDefiningScope() != null;
      (known ? declared : used).add(name.getIdentifier());
    }
    return true;
  }

  private static boolean isProperty(Name name) {
    AstNode parent = name.getParent();
    return (parent instanceof PropertyGet get && get.getProperty() == name)
        || (parent instanceof ObjectProperty property && property.getKey() == name);
  }
}
