package dev.lathe.weights;

import dev.lathe.Tensor;
import dev.lathe.runtime.Values;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tensors in memory. */
public final class MapCheckpoint implements Checkpoint {

  private final Map<String, Tensor> values;
  private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

  /** Takes the tensors, whose arrays are not copied. */
  public MapCheckpoint(Map<String, Tensor> values) {
    this.values = Map.copyOf(values);
    values.forEach(
        (name, tensor) ->
            tensors.put(
                name,
                new TensorInfo(
                    tensor.shape().stream().map(Integer::longValue).toList(), DataType.F32)));
  }

  @Override
  public String source() {
    return "the given tensors";
  }

  @Override
  public Map<String, TensorInfo> tensors() {
    return tensors;
  }

  @Override
  public Reader open() {
    return name -> values(name).all();
  }

  @Override
  public Values values(String name) {
    return Values.of(values.get(name).data());
  }
}
