package dev.lastwatt.adapter.agents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#!/bin/sh\nexit 0\n",
                "#!/bin/bash\n# shutdown -h now\n\necho down\n",
                "#!/bin/sh\necho \"$(date +%s.%3N) cmd uid=$(id -u)\" >> /run/shutdown.log\n",
                "#!/usr/bin/env bash\nlogger -t ups 'would; poweroff'\ntouch /run/$NAME.marker 2>&1\necho x > /dev/null\n"
            })
    void scriptThatOnlyTellsIsUnderstood(String text) {
        assertThat(ScriptText.onlyTells(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "echo no shell\n",
                "#!/usr/bin/python3\nimport os\nos.execv('/sbin/' + 'shut' + 'down', [])\n",
                "#!/bin/sh\n/usr/local/bin/other.sh\n",
                "#!/bin/sh\necho a; other.sh\n",
                "#!/bin/sh\necho `other.sh`\n",
                "#!/bin/sh\necho \"$(other.sh)\"\n",
                "#!/bin/sh\necho \"`other.sh`\"\n",
                "#!/bin/sh\necho a | sh\n",
                "#!/bin/sh\necho b > /proc/sysrq-trigger\n",
                "#!/bin/sh\necho $(date; other.sh)\n",
                "#!/bin/sh\ntrue && other.sh\n",
                "#!/bin/sh\nexec other.sh\n",
                "#!/bin/sh\nif true; then other.sh; fi\n",
                "#!/bin/sh\n$COMMAND\n"
            })
    void whatIsNotUnderstoodMightDoAnything(String text) {
        assertThat(ScriptText.onlyTells(text)).isFalse();
    }
}
