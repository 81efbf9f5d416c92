package io.pokeai.backend.djl.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramOperatorsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "  __annotations__[\"0\"] = __torch__.torchvision.ops.misc.___torch_mangle_2.Conv2dNormActivation",
                "  _0 = __torch__.torchvision.ops.stochastic_depth.stochastic_depth(x, 0.1, \"row\")",
                "  forward : __torch__.my.ops.evil.Net",
                "  ops : __torch__.torch.nn.modules.conv.Conv2d\n  torch : __torch__.torch.nn.modules.linear.Linear",
                "    ops0 = self.ops\n    input = torch.mean((ops0).forward(x, ), [2, 3])",
                "    ops.prim.RaiseException(_0, \"builtins.ValueError\")",
                "    _1 = ops.aten.softmax(x, 1)\n    _2 = ops.quantized.conv2d_relu(x, w, 1., 0)",
                "    _0 = \"see torch.save(x) and ops.evil.run() \\\" ops.evil.run\"",
                "    _0 = torch.load_balance(x)\n    _1 = torch.saved(x)",
                "    notorch.save(x)\n    _ops.evil.run(x)"
            })
    void namesThatOnlyLookLikeOperatorsAreNotRefused(String code) {
        assertThat(ProgramOperators.reachingOut(code)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_0 = torch.save(x, 'f')| torch.save",
                "torch.from_file('f')| torch.from_file",
                "torch . save(x)| torch.save",
                "s = torch.save| torch.save",
                "(torch).save(x)| torch",
                "t = torch| torch",
                "getattr(torch, 'save')(x)| torch",
                "_0 = ops.image.read_file('f')| ops.image.read_file",
                "_0 = ops.torchvision.nms(a, b, 0.5)| ops.torchvision.nms",
                "_0 = ops .image. read_file('f')| ops.image.read_file",
                "_0 = ops.aten.from_file('f')| ops.aten.from_file",
                "_0 = ops. aten .save(x)| ops.aten.save",
                "(ops).image.read_file('f')| ops",
                "o = ops| ops",
                "a = ops.image| ops.image",
                "x = [1,ops.evil.run(x)]| ops.evil.run",
                "x = 'a' + ops.evil.run(x) + 'b'| ops.evil.run",
                "# don't; ops.evil.run(x)| ops.evil.run",
                "x = 'a\\\\'; ops.evil.run('b')| ops.evil.run"
            })
    void operatorsThatReachOutAreFoundHoweverTheyAreWritten(String code, String operator) {
        assertThat(ProgramOperators.reachingOut("    " + code)).contains(operator);
    }

    @Test
    void nothingHidesInWhatLooksLikeAString() {
        assertThat(ProgramOperators.reachingOut("# \"\"\"\nops.evil.run(x)\n# \"\"\"\n"))
                .contains("ops.evil.run");
        assertThat(ProgramOperators.reachingOut("# it's\nops.evil.run(x)\n# 'so\n"))
                .contains("ops.evil.run");
        assertThat(ProgramOperators.reachingOut("x = ops\\\n.evil.run(x)")).contains("ops.evil.run");
        assertThat(ProgramOperators.reachingOut("x = ops\n  .evil.run(x)")).contains("ops.evil.run");
    }
}
