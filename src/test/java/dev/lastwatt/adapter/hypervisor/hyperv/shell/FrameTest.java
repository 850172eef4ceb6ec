package dev.lastwatt.adapter.hypervisor.hyperv.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameTest {

    private static final String NONCE = "0123456789abcdef0123456789abcdef";

    @Test
    void aNonceIsNeverTheSame() {
        assertThat(Frame.nonce()).hasSize(32).isNotEqualTo(Frame.nonce());
    }

    @Test
    void anythingAroundAFrameIsNoise() {
        String text = "WARNUNG: <<x>> <<" + NONCE + ":e30=:" + NONCE + ">>\r\nrest";

        assertThat(Frame.scan(text, NONCE)).isInstanceOfSatisfying(Frame.Scan.Found.class, f -> {
            assertThat(Frame.decode(f.body())).isEqualTo("{}");
            assertThat(f.noise()).isEqualTo(text.length() - 74);
        });
    }

    @Test
    void aFrameThatHasNotEndedIsNoAnswerYet() {
        assertThat(Frame.scan("<<" + NONCE + ":e30=:0123", NONCE)).isInstanceOf(Frame.Scan.Nothing.class);
    }

    @Test
    void aFrameWithAnotherNonceInsideOrOutsideIsNotTrusted() {
        String other = NONCE.replace('0', '1');

        assertThat(Frame.scan("<<" + other + ":e30=:" + other + ">>", NONCE)).isInstanceOf(Frame.Scan.Untrusted.class);
        assertThat(Frame.scan("<<" + NONCE + ":e30=:" + other + ">>", NONCE)).isInstanceOf(Frame.Scan.Untrusted.class);
    }

    @Test
    void nothingThatIsSentCanBecomeCode() {
        String line = Frame.request(NONCE, "{\"reason\":\"'; Remove-Item C:\\\\ #\u96fb\u6e90\n\"}");

        assertThat(line).matches("Invoke-Lastwatt '[0-9a-f]{32}' '[A-Za-z0-9+/=]+'");
    }

    @Test
    void whatIsNotBase64IsRefused() {
        assertThatThrownBy(() -> Frame.decode("===")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void randomTextNeverBreaksTheScan() {
        Random random = new Random(42);
        String alphabet = "<>:=0123456789abcdef\r\n" + NONCE;
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < 200; c++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Frame.scan(text, NONCE)).isNotNull();
        }
    }
}
