import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Validates files, each against each flavour: «PASS flavour file» or «FAIL flavour file» and the rules broken. */
public class Vera {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    LogManager.getLogManager().reset();
    List<String> flavours = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (String argument : arguments) {
      if (argument.startsWith("-f")) flavours.add(argument.substring(2));
      else files.add(argument);
    }
    boolean allPass = true;
    for (String file : files) {
      for (String flavour : flavours) allPass &= passes(file, flavour);
    }
    System.exit(allPass ? 0 : 1);
  }

  private static boolean passes(String file, String name) {
    PDFAFlavour flavour = PDFAFlavour.fromString(name);
    String profile = name.startsWith("ua") ? "PDFUA-" + name.substring(2) : "PDFA-" + name.toUpperCase();
    String path = "/org/verapdf/pdfa/validation/" + profile + ".xml";
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
      ValidationProfile rules = Profiles.profileFromXml(Vera.class.getResourceAsStream(path));
      PDFAValidator validator = Foundries.defaultInstance().createValidator(rules, false);
      ValidationResult result = validator.validate(parser);
      String verdict = result.isCompliant() ? "PASS " : "FAIL ";
      System.out.println(verdict + name + " " + file + " assertions=" + result.getTotalAssertions());
      if (!result.isCompliant()) tellBroken(result);
      return result.isCompliant();
    } catch (Throwable error) {
      System.out.println("FAIL " + name + " " + file + " " + error);
      return false;
    }
  }

  private static void tellBroken(ValidationResult result) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, String> examples = new HashMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
      String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
      counts.merge(rule, 1, Integer::sum);
      examples.putIfAbsent(rule, assertion.getMessage() + "  @" + assertion.getLocation().getContext());
    }
    counts.forEach((rule, count) -> System.out.println("   " + rule + " x" + count + "  " + examples.get(rule)));
  }
}
