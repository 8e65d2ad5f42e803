package dev.lathe.oracle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Map;

/** Checks that no generated method is longer than the JIT compiles well. */
public final class BytecodeBudget {

  /**
   * HotSpot never compiles a method of more than 8,000; long ones it compiles late and badly. The
   * longest that were measured, a stem's 7x2 tiles of whole rows, have 3,222 to 3,456 and run at
   * 91% of the FMA peak.
   */
  private static final int MOST_BYTES = 3_500;

  private BytecodeBudget() {}

  /** Checks every method of the class files, which are given by name. */
  public static void check(Map<String, byte[]> classes) {
    classes.forEach(
        (name, bytes) -> {
          for (MethodModel method : ClassFile.of().parse(bytes).methods()) {
            int length =
                method.findAttribute(Attributes.code()).map(CodeAttribute::codeLength).orElse(0);
            assertTrue(
                length <= MOST_BYTES,
                () ->
                    "%s.%s has %d bytes of bytecode, more than %d"
                        .formatted(name, method.methodName(), length, MOST_BYTES));
          }
        });
  }
}
