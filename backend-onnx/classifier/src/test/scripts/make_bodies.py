"""Makes the ONNX files of IfAndFunctionTest: python make_bodies.py FOLDER (needs onnx)."""
import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto as T
from onnx import checker, helper as h, numpy_helper as nh, save

SIDE, CLASSES, OPSET = 8, 3, 17
OWN = "my.functions"
W = np.array([[2, 1.5, 1], [0.5, 0, -0.5], [-1, -1.5, -2]], np.float32)
HEAD = [h.make_node("GlobalAveragePool", ["x"], ["p"]), h.make_node("Flatten", ["p"], ["f"]), h.make_node("Gemm", ["f", "w"], ["z"])]
# The brightness of the picture decides, so that no runtime folds the condition away.
COND = [
    h.make_node("ReduceMax", ["x"], ["m"], keepdims=0),
    h.make_node("Greater", ["m", "zero"], ["bright"]),
]


def tensor(name):
    return h.make_tensor_value_info(name, T.FLOAT, ["n", CLASSES])


def graph(nodes, out, name="branch"):
    return h.make_graph(nodes, name, [], [h.make_empty_tensor_value_info(out)])


def branch(operator, source="z", out="o", **attributes):
    return graph([h.make_node(operator, [source], [out], **attributes)], out)


def if_(then, other, out="y", cond="bright"):
    return h.make_node("If", [cond], [out], then_branch=then, else_branch=other)


def function(name, inputs, outputs, nodes, attributes=(), defaults=(), opset=OPSET):
    return h.make_function(
        OWN, name, inputs, outputs, nodes, [h.make_opsetid("", opset), h.make_opsetid(OWN, 1)], list(attributes), list(defaults)
    )


def referring(operator, inputs, outputs, **references):
    node = h.make_node(operator, inputs, outputs)
    for name, of in references.items():
        attribute = h.make_attribute(name, 0)
        attribute.ClearField("i")
        attribute.ref_attr_name = of
        node.attribute.append(attribute)
    return node


def call(name, inputs, outputs, **attributes):
    return h.make_node(name, inputs, outputs, domain=OWN, **attributes)


def model(folder, name, nodes, functions=()):
    main = h.make_graph(
        HEAD + COND + nodes,
        name,
        [h.make_tensor_value_info("x", T.FLOAT, ["n", 3, SIDE, SIDE])],
        [tensor("y")],
        [nh.from_array(W, "w"), nh.from_array(np.array(0, np.float32), "zero"), nh.from_array(np.array(100, np.float32), "hundred")],
    )
    made = h.make_model(main, opset_imports=[h.make_opsetid("", OPSET), h.make_opsetid(OWN, 1)], functions=functions, ir_version=9)
    checker.check_model(made)
    save(made, folder / (name + ".onnx"))


def main(folder):
    soft, sig, ident = (lambda **k: branch("Softmax", axis=-1, **k)), (lambda **k: branch("Sigmoid", **k)), (lambda **k: branch("Identity", **k))
    softmax_fn = function("Shares", ["a"], ["b"], [h.make_node("Softmax", ["a"], ["b"], axis=-1)])
    axis_fn = function("OverAxis", ["a"], ["b"], [referring("Softmax", ["a"], ["b"], axis="over")], ["over"])
    default = h.make_attribute("over", 1)
    default_fn = function("Default", ["a"], ["b"], [referring("Softmax", ["a"], ["b"], axis="over")], (), [default])
    nested_fn = function("Nested", ["a"], ["b"], [h.make_node("Identity", ["a"], ["t"]), call("Shares", ["t"], ["b"])])
    same_names_fn = function("SameNames", ["z"], ["y"], [h.make_node("Sigmoid", ["z"], ["f"]), h.make_node("Identity", ["f"], ["y"])])
    two_fn = function("Two", ["a"], ["raw", "shares"], [h.make_node("Identity", ["a"], ["raw"]), h.make_node("Softmax", ["a"], ["shares"], axis=1)])
    if_fn = function("Either", ["a", "c"], ["b"], [if_(branch("Softmax", "a", axis=-1), branch("Softmax", "a", axis=1), "b", "c")])
    model(folder, "if_both_softmax", [if_(soft(), branch("Softmax", axis=1))])
    model(folder, "if_both_sigmoid", [if_(sig(), sig())])
    model(folder, "if_both_logits", [if_(ident(), ident())])
    model(folder, "if_softmax_or_logits", [if_(soft(), ident())])
    model(folder, "if_softmax_or_sigmoid", [if_(soft(), sig())])
    model(folder, "softmax_of_if", [if_(ident(), branch("Neg"), "l"), h.make_node("Softmax", ["l"], ["y"], axis=-1)])
    model(folder, "if_in_if", [if_(graph([if_(soft(out="i"), soft(out="i"), "o")], "o"), soft())])
    model(folder, "if_in_if_differs", [if_(graph([if_(soft(out="i"), ident(out="i"), "o")], "o"), soft())])
    model(folder, "if_both_percent", [if_(*[graph([h.make_node("Softmax", ["z"], ["s"]), h.make_node("Mul", ["s", "hundred"], ["o"])], "o")] * 2)])
    model(folder, "if_of_outer_softmax", [h.make_node("Softmax", ["z"], ["s"], axis=1), if_(ident(source="s"), graph([h.make_node("Identity", ["s"], ["o"])], "o"))])
    model(folder, "function_softmax", [call("Shares", ["z"], ["y"])], [softmax_fn])
    model(folder, "function_of_function", [call("Nested", ["z"], ["y"])], [softmax_fn, nested_fn])
    model(folder, "function_axis", [call("OverAxis", ["z"], ["y"], over=1)], [axis_fn])
    model(folder, "function_axis_of_pictures", [call("OverAxis", ["z"], ["y"], over=0)], [axis_fn])
    model(folder, "function_default_axis", [call("Default", ["z"], ["y"])], [default_fn])
    model(folder, "function_of_the_same_names", [call("SameNames", ["z"], ["y"])], [same_names_fn])
    model(folder, "function_first_output", [call("Two", ["z"], ["y", "unused"])], [two_fn])
    model(folder, "function_second_output", [call("Two", ["z"], ["unused", "y"])], [two_fn])
    model(folder, "function_with_if", [call("Either", ["z", "bright"], ["y"])], [if_fn])
    model(folder, "function_in_if", [if_(graph([call("Shares", ["z"], ["o"])], "o"), soft())], [softmax_fn])
    model(folder, "two_calls", [call("Shares", ["z"], ["s"]), call("SameNames", ["z"], ["q"]), h.make_node("Identity", ["s"], ["y"])], [softmax_fn, same_names_fn])


main(Path(sys.argv[1]))
