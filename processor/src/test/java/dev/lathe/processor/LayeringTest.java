package dev.lathe.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import org.junit.jupiter.api.Test;

/** The pipeline reads top to bottom: a stage knows those before it and no other. */
class LayeringTest {

  private static final String ROOT = "dev.lathe.processor";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void stagesKnowTheStagesBeforeThem() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
        .layer("processor")
        .definedBy(ROOT)
        .layer("emit")
        .definedBy(ROOT + ".emit")
        .layer("report")
        .definedBy(ROOT + ".report")
        .layer("plan")
        .definedBy(ROOT + ".plan")
        .layer("fuse")
        .definedBy(ROOT + ".fuse")
        .layer("shape")
        .definedBy(ROOT + ".shape")
        .layer("network")
        .definedBy(ROOT + ".network")
        .layer("declare")
        .definedBy(ROOT + ".declare")
        .layer("diagnose")
        .definedBy(ROOT + ".diagnose")
        .whereLayer("processor")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("emit")
        .mayOnlyBeAccessedByLayers("processor")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("processor")
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("processor", "emit", "report")
        .whereLayer("fuse")
        .mayOnlyBeAccessedByLayers("processor", "emit", "plan")
        .whereLayer("shape")
        .mayOnlyBeAccessedByLayers("processor", "emit", "report")
        .whereLayer("network")
        .mayOnlyBeAccessedByLayers("processor", "shape")
        .whereLayer("declare")
        .mayOnlyBeAccessedByLayers("processor", "emit", "report", "shape", "network")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyTheFrontKnowsTheLanguageModel() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".declare", ROOT + ".diagnose", ROOT + ".emit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("javax.lang.model..")
        .check(CLASSES);
  }

  @Test
  void onlyTheProcessorSpeaksWithJavac() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + ".NetworkProcessor")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            Filer.class, Messager.class, ProcessingEnvironment.class, RoundEnvironment.class)
        .check(CLASSES);
  }

  @Test
  void onlyEmissionKnowsJavaPoet() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".emit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.palantir.javapoet..")
        .check(CLASSES);
  }

  @Test
  void theProcessorStaysShort() throws IOException {
    Path source = Path.of("src/main/java/dev/lathe/processor/NetworkProcessor.java");
    assertThat(Files.readAllLines(source)).hasSizeLessThanOrEqualTo(100);
  }
}
