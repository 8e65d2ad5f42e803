package dev.lathe.processor;

import dev.lathe.processor.declare.NetworkDeclaration;
import dev.lathe.processor.diagnose.Outcome;
import dev.lathe.processor.emit.NetworkEmitter;
import dev.lathe.processor.emit.SourceFile;
import dev.lathe.processor.network.Lowering;
import dev.lathe.processor.plan.KernelPlans;
import dev.lathe.processor.report.Budgets;
import dev.lathe.processor.report.NetworkReport;
import dev.lathe.processor.report.ReportFile;
import dev.lathe.processor.shape.ShapeInference;
import dev.lathe.processor.shape.ShapedNetwork;
import java.util.List;

/**
 * What is written for a network.
 *
 * @param summary one line of totals
 * @param sources the generated classes
 * @param reports the report, for machines and for people
 */
record CompiledNetwork(String summary, List<SourceFile> sources, List<ReportFile> reports) {

  /** The pipeline from a declaration to its files. */
  static Outcome<CompiledNetwork> compile(NetworkDeclaration declaration) {
    return Lowering.lower(declaration).then(ShapeInference::infer).then(CompiledNetwork::generate);
  }

  private static Outcome<CompiledNetwork> generate(ShapedNetwork network) {
    KernelPlans plans =
        KernelPlans.of(network.graph(), network.declaration().knobs().denseWeights());
    NetworkReport report = NetworkReport.of(network, plans.memory(), plans.kernels());
    return Budgets.check(network.declaration(), report)
        .then(
            within ->
                Outcome.of(
                    new CompiledNetwork(
                        ReportFile.summary(within),
                        NetworkEmitter.emit(network.declaration().name(), network, plans),
                        ReportFile.of(within)),
                    List.of()));
  }
}
