package io.pokeai.aug.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobOrderTest {
    private static final String FULL =
            "{'kind':'robustness','models':['a',{'name':'b','version':'v2'}],'data':'photos',"
                    + "'split':'test.csv','suites':['edge'],'corruptions':['fog:3',{'name':'snow','severities':[1,2]}],"
                    + "'severities':[1,5],'seed':-7,'data_root':'r','normalise':'alexnet','predictions':true,'pokeai_exact':true,"
                    + "'report':false,'gate':{'baseline':'a','candidate':'b','margin':'0.35pt','alpha':0.01,'sequential':true,"
                    + "'seed':9},'ttl_seconds':3600,'pinned':true}";

    private static JobOrder order(String json) {
        return JobOrder.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyFieldIsReadAndWrittenAgain() {
        JobOrder order = order(FULL);
        assertThat(order.plan().models()).extracting(model -> model.name()).containsExactly("a", "b");
        assertThat(order.plan().models().get(1).version()).contains("v2");
        assertThat(order.plan().corruptions().get(1).severities()).containsExactly(1, 2);
        assertThat(order.plan().seeds()).containsExactly(-7L);
        assertThat(order.data().split()).contains("test.csv");
        assertThat(order.gate().orElseThrow().terms().margin()).isEqualTo(0.0035);
        assertThat(order.gate().orElseThrow().sequential()).isTrue();
        assertThat(order.retention()).isEqualTo(new JobRetention(java.util.Optional.of(Duration.ofHours(1)), true));
        assertThat(JobOrder.read(order.text().getBytes(StandardCharsets.UTF_8))).isEqualTo(order);
    }

    @Test
    void ordersThatDifferInDefaultsAloneAreTheSame() {
        String text = order("{}").text();
        for (String same : List.of(
                "{'kind':'robustness'}",
                "{'seed':0}",
                "{'seeds':[0]}",
                "{'models':[],'report':true}",
                "{'pinned':false,'predictions':false}")) {
            assertThat(order(same).text()).as(same).isEqualTo(text);
        }
        assertThat(order("{'seed':1}").text()).isNotEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{} {}",
                "{'kind':'training'}",
                "{'kind':null}",
                "{'model':'a'}",
                "{'output':'/tmp'}",
                "{'data':'a','upload':'b'}",
                "{'split':'a.csv'}",
                "{'seeds':[1,2]}",
                "{'seed':1.5}",
                "{'severities':['1']}",
                "{'ttl_seconds':0}",
                "{'ttl_seconds':1e99}",
                "{'data':'a','data':'b'}",
                "{'kind':'evaluation','suites':['edge']}",
                "{'kind':'evaluation','models':['a','b']}",
                "{'models':['a'],'gate':{'baseline':'a','candidate':'b'}}",
                "{'models':['a','b'],'gate':{'baseline':'a','candidate':'b','margin':'200pt'}}",
                "{'models':['a','b'],'gate':{'baseline':'a','candidate':'b','margin':0.01}}",
                "{'models':['a','b'],'gate':{'baseline':'a'}}",
                "{'leaks':true}"
            })
    void anythingElseIsRefused(String json) {
        assertThatThrownBy(() -> order(json))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void ordersAreBounded() {
        byte[] large = new byte[(1 << 20) + 1];
        assertThatThrownBy(() -> JobOrder.read(large)).isInstanceOf(EngineException.class);
        String models = "'a',".repeat(64) + "'a'";
        assertThatThrownBy(() -> order("{'models':[" + models + "]}")).isInstanceOf(EngineException.class);
    }
}
