"""健康等敏感信息: illness, disability, poverty relief and crime of somebody who is named."""

import re
from collections.abc import Iterator

from gongkai.rules.screening import screening_words
from gongkai.screening.detectors.beside import is_named
from gongkai.screening.hits import Hit, Kind, Severity
from gongkai.screening.setting import View

SENSITIVE = "个人信息保护法第二十八条"
ILLNESS = re.compile(  # what illnesses and injuries are called, whichever it is
    r"(?:(?![因患罹系属为是被有致确诊断])[一-鿿]){0,6}(?:癌|瘤|综合征|衰竭|梗死|梗塞|硬化|透析|截肢|离断|骨折|脱位|损伤|外伤|挫伤|撕裂|烧伤|灼伤|冻伤"
    r"|噪声聋|耳聋|失明|失语|偏瘫|截瘫|瘫痪|麻痹|昏迷|痴呆|休克|哮喘|癫痫|结核|溃疡|贫血|败血症|出血热?"
    r"|自闭症|孤独症|抑郁|狂躁|情感障碍|智力障碍|发育迟缓|先天性[一-鿿]{1,4}?病|[肝肾肺胃肠脑膜节管肤髓胰]炎)"
    r"|(?<=[患罹])(?:有|上)?[一-鿿]{2,8}?(?:病|症|障碍|炎)"
    r"|(?<=[系属为是])[一-鿿]{0,6}残疾(?:人员|军人|人)?(?!人?(?:联|就业|保障|事业|工作|康复|证|等级))"
)


def health(view: View) -> Iterator[Hit]:
    """Yield words of illness, disability, poverty relief or crime that stand beside a name."""
    words = [word for word in screening_words().people.health_words if word in view.text]
    told = bytearray(len(view.text))
    for pattern in (ILLNESS, *(re.compile(re.escape(word)) for word in words)):
        for found in pattern.finditer(view.text):
            start, end = found.span()
            if any(told[start:end]):
                continue  # 左腿骨折 says all that 骨折 does
            if is_named(view, start):
                told[start:end] = b"\1" * (end - start)
                yield view.hit(
                    Kind.HEALTH, Severity.BLOCK, start, end, found[0], SENSITIVE, "删去，或者掩去姓名"
                )
