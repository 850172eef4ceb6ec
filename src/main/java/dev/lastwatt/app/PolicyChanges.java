package dev.lastwatt.app;

import dev.lastwatt.core.guest.Inventory;
import dev.lastwatt.core.policy.Policy;
import dev.lastwatt.core.policy.PolicyDifference;
import dev.lastwatt.core.policy.PolicyWarnings;
import dev.lastwatt.core.policy.Surroundings;
import dev.lastwatt.core.stoptime.StopSample;
import dev.lastwatt.port.PolicyForm;
import dev.lastwatt.port.PolicyPlace;
import dev.lastwatt.port.PolicyVersion;
import dev.lastwatt.port.PolicyVersions;
import dev.lastwatt.port.SampleStore;
import dev.lastwatt.port.Timebase;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Changes of the policy in force: weighed first, kept for good, one at a time. The file is the truth: what is put in force is
 * written there, and what somebody else has written there is a version of its own from the next start.
 *
 * <p>Safe from any thread. Methods throw an {@link IllegalStateException} with a message for people if a disk or the service does
 * not answer.
 */
public final class PolicyChanges {

    private static final String NO_FILE = "# There is no policy file yet: every field has its default.\n";

    private final PolicyForm form;
    private final PolicyPlace place;
    private final PolicyVersions versions;
    private final PolicyControls controls;
    private final SampleStore samples;
    private final Timebase time;
    private final Supplier<Surroundings> surroundings;

    /**
     * Of the running service.
     *
     * @param surroundings what the service lives on, as far as that is known by now
     */
    public PolicyChanges(
            PolicyForm form,
            PolicyPlace place,
            PolicyVersions versions,
            PolicyControls controls,
            SampleStore samples,
            Timebase time,
            Supplier<Surroundings> surroundings) {
        this.form = form;
        this.place = place;
        this.versions = versions;
        this.controls = controls;
        this.samples = samples;
        this.time = time;
        this.surroundings = surroundings;
    }

    /** Another policy as somebody wants it. */
    public record Proposal(String text, String tag, boolean acceptsRisk, String by, String reason) {}

    /** A policy was put in force meanwhile. */
    public static final class Moved extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Moved(String message) {
            super(message);
        }
    }

    /** Nobody has accepted the risk. The message says which. */
    public static final class Risky extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Risky(String message) {
            super(message);
        }
    }

    /** Whether somebody has changed the file since the last version: then that is one more. Called before anything else. */
    public synchronized void lookAtTheFile() {
        String text = place.text().orElse(NO_FILE);
        Optional<PolicyVersion> latest = versions.latest();
        if (latest.filter(v -> v.text().equals(text)).isEmpty()) {
            String found =
                    text.equals(NO_FILE) ? "there is no policy file: the defaults" : "as found in " + place.name();
            versions.add(new PolicyVersion(
                    latest.map(PolicyVersion::number).orElse(0L) + 1, time.now(), "the policy file", found, text));
        }
    }

    /** The policy in force. */
    public PolicyVersion current() {
        return versions.latest().orElseThrow(() -> new IllegalStateException("no policy is kept yet"));
    }

    /**
     * What that document would mean if it were in force. Changes nothing.
     *
     * @throws dev.lastwatt.port.PolicyRefused if it is no policy
     */
    public PolicyTrial trial(String text) {
        return trial(form.read(text), current());
    }

    private PolicyTrial trial(Policy proposed, PolicyVersion present) {
        List<StopSample> measured = samples.all();
        Policy inForce = form.read(present.text());
        PolicyBasis basis = controls.basis(proposed);
        Inventory guests = basis.inventory();
        return new PolicyTrial(
                PolicyDifference.between(inForce, proposed),
                controls.basis(inForce).plan(measured),
                basis.plan(measured),
                guests == null
                        ? List.of()
                        : PolicyWarnings.of(basis.policy(), guests, surroundings.get()).stream()
                                .map(PolicyWarnings.Warning::line)
                                .toList());
    }

    /**
     * Puts it in force: in the file, among the versions, and with the service.
     *
     * @throws dev.lastwatt.port.PolicyRefused if it is no policy
     * @throws Moved if the policy in force is not the one that was looked at
     * @throws Risky if it is a risk that is not accepted
     */
    public synchronized Put put(Proposal proposal) {
        PolicyVersion present = current();
        if (!present.tag().equals(proposal.tag())) {
            throw new Moved(sinceThen(proposal.tag(), present));
        }
        Policy policy = form.read(proposal.text());
        String text = form.asYaml(proposal.text());
        PolicyTrial trial = trial(policy, present);
        String risk = trial.risk();
        if (risk != null && !proposal.acceptsRisk()) {
            throw new Risky(risk);
        }
        PolicyVersion next =
                new PolicyVersion(present.number() + 1, time.now(), proposal.by(), proposal.reason(), text);
        place.replace(text);
        try {
            versions.add(next);
        } catch (IllegalStateException e) {
            // What no version tells of must not be in force.
            place.replace(present.text());
            throw e;
        }
        controls.policyGiven(policy);
        return new Put(next, trial);
    }

    /** A policy that was put in force, and what that means. */
    public record Put(PolicyVersion version, PolicyTrial trial) {}

    private String sinceThen(String tag, PolicyVersion present) {
        Optional<PolicyVersion> seen =
                tag.matches("v\\d{1,18}") ? versions.version(Long.parseLong(tag.substring(1))) : Optional.empty();
        if (seen.isEmpty()) {
            return "there is no version '" + tag + "'; the policy in force is " + present.tag();
        }
        List<String> changed = PolicyDifference.between(form.read(seen.get().text()), form.read(present.text()));
        return "the policy in force is " + present.tag() + ", by " + present.by() + " (" + present.reason()
                + "); since " + tag + ": " + (changed.isEmpty() ? "nothing but notes" : String.join("; ", changed));
    }

    /** That version, empty if there is none. */
    public Optional<PolicyVersion> version(long number) {
        return versions.version(number);
    }

    /** At most so many with numbers below that one, newest first. */
    public List<PolicyVersion> before(long number, int limit) {
        return versions.before(number, limit);
    }

    /** How policies are written. */
    public PolicyForm form() {
        return form;
    }
}
