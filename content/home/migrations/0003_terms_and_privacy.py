"""The terms of use and the privacy statement, version 2026-11, in three languages, under each front page.

Re-runnable: a page of that slug which is there stays as it is. Editors change the words in the CMS from here on.
"""

import importlib
import uuid

from django.db import migrations
from django.db.models import JSONField, Value

add_page = importlib.import_module("content.home.migrations.0002_front_pages_in_three_languages").add_page

TERMS = {
    "zh-hans": (
        "使用条款",
        "这是 2026-11 版。写得很短，每一条都算数。",
        [
            ("谁可以来", "满 14 岁的人。注册时会问你的出生日期，只用来确认年龄。孩子不用开账号，由你替他说话。"),
            (
                "你写的话和照片",
                "都是你的。发出来，就是同意我们在这个网站上给别人看。你随时可以改、可以删，我们不会拿去卖，也不会用在别处。",
            ),
            (
                "请不要这样",
                "晒孩子的正脸、病历、全名或家里的地址；卖东西、发广告；骂人；替医生下诊断；用别人的照片和文字。看到了就点“举报”，有人会看。",
            ),
            (
                "我们会怎么做",
                "不合适的内容会先藏起来，作者会收到一条说明原因的通知。新来的人头一天发得慢一些，这是为了挡住广告。",
            ),
            (
                "这里不能替代医生",
                "指南写明谁写的、谁看过、出处在哪里，但每个孩子不一样。急的时候打 120，拿不准的时候去医院。",
            ),
            (
                "比赛和直播",
                "比赛的日期、票数和奖品写在比赛页上，有了第一篇参赛笔记之后就不再改。直播里说的话会留在回放里，回放谁都能看。",
            ),
            ("改了怎么办", "这里的话如果改得不一样了，我们会换一个版本号，再问你一次。"),
        ],
    ),
    "zh-hant": (
        "使用條款",
        "這是 2026-11 版。寫得很短，每一條都算數。",
        [
            ("誰可以來", "年滿 14 歲的人。註冊時會問你的出生日期，只用來確認年齡。孩子不必開帳號，由你替他說話。"),
            (
                "你寫的話和照片",
                "都是你的。貼出來，就是同意我們在這個網站上給別人看。你隨時可以改、可以刪，我們不會拿去賣，也不會用在別處。",
            ),
            (
                "請不要這樣",
                "放孩子的正臉、病歷、全名或家裡的地址；賣東西、貼廣告；罵人；替醫師下診斷；用別人的照片和文字。看到了請按「檢舉」，有人會看。",
            ),
            (
                "我們會怎麼做",
                "不合適的內容會先藏起來，作者會收到一則說明原因的通知。新來的人第一天發得慢一些，這是為了擋住廣告。",
            ),
            (
                "這裡不能代替醫師",
                "指南寫明誰寫的、誰看過、出處在哪裡，但每個孩子不一樣。緊急時請打當地的急救電話，拿不準的時候請去醫院。",
            ),
            (
                "比賽和直播",
                "比賽的日期、票數和獎品寫在比賽頁上，有了第一篇參賽筆記之後就不再改。直播裡說的話會留在重播裡，重播誰都能看。",
            ),
            ("改了怎麼辦", "這裡的話如果改得不一樣了，我們會換一個版本號，再問你一次。"),
        ],
    ),
    "en": (
        "Terms of use",
        "This is version 2026-11. It is short, and every line of it counts.",
        [
            (
                "Who may join",
                "People of 14 years and over. We ask your birth date when you sign up, only to see that you are old enough. Children need no account: you speak for yours.",
            ),
            (
                "Your words and photos",
                "They are yours. By posting you agree that we show them to others on this site. You can change or delete them at any time. We do not sell them, and use them nowhere else.",
            ),
            (
                "Please do not",
                "Show a child’s face, medical papers, full name or your address; sell or advertise; insult people; make diagnoses; use other people’s photos and words. When you see such a thing, report it: somebody will look.",
            ),
            (
                "What we do about it",
                "What does not belong here is hidden first, and its author is told why. New members can post less on their first day; that keeps advertising out.",
            ),
            (
                "This does not replace a doctor",
                "Our guides say who wrote and who checked them, and where they come from, but every child is different. In an emergency call an ambulance; when in doubt, see a doctor.",
            ),
            (
                "Contests and live sessions",
                "Dates, votes and prizes stand on the contest’s page and do not change after the first entry. What you say in a live session stays in its replay, and anybody can watch that.",
            ),
            (
                "When these words change",
                "If they come to mean something else, they get a new version number and we ask you again.",
            ),
        ],
    ),
}
PRIVACY = {
    "zh-hans": (
        "隐私说明",
        "这是 2026-11 版。我们只留下用得上的东西。",
        [
            (
                "我们记下什么",
                "登录用的邮箱；密码只留下一串算不回去的字符，通行密钥只留下它的公钥；你的名字、介绍和头像；你发的帖子、笔记、照片、评论；你点的赞、投的票、关注的人、加入的圈子；你举报过什么；你同意这份说明的版本和时间。",
            ),
            (
                "孩子的资料",
                "预产期、生日、小名和孕周，是你愿意才填的。只用来算月龄、推荐同月龄的圈子。只有你自己看得到，编辑和管理员在网站上也看不到。删掉一个孩子，那一行就没有了。",
            ),
            ("你的出生日期", "只在注册时用一次，确认你满 14 岁。日期不保存，只记下“确认过”和确认的时间。"),
            (
                "照片",
                "上传的照片会重新编码，拍摄地点、时间、手机型号这些附带的信息全部去掉。原来的文件不保留。检查通过之前，只有你自己看得到。",
            ),
            (
                "登录的设备",
                "为了让你看到自己在哪些设备上登录、可以一键退出，我们记下每台设备的网络地址和浏览器名称，退出后删除。",
            ),
            (
                "怎么数数",
                "我们想知道每天发了多少帖、多少人来，所以每件事记一行，上面的人是一个代号，不是名字。注销时这些行会删掉。网站上没有第三方的统计、广告或字体。",
            ),
            (
                "Cookie",
                "只有四种：保持登录的，防止别的网站冒充你提交表单的，记住语言、深浅色和字号的，还有一个随机数，只用来数一分钟里发了几次，防止有人灌水。",
            ),
            (
                "注销以后",
                "在“账号与登录”里注销。邮箱、密码、名字、头像、孩子的资料、照片、笔记和参赛笔记、关注、赞、徽章、通知和登录记录都会删除。你在帖子和直播里说的话会留下，免得别人的回答没有了上文，但不再写着是谁说的；投过的票照算，也不再连着你。想连话也拿走，请在注销前逐条删除。",
            ),
        ],
    ),
    "zh-hant": (
        "隱私說明",
        "這是 2026-11 版。我們只留下用得上的東西。",
        [
            (
                "我們記下什麼",
                "登入用的電子郵件；密碼只留下一串算不回去的字元，通行金鑰只留下它的公鑰；你的名字、介紹和大頭貼；你發的文章、筆記、照片、留言；你按的讚、投的票、追蹤的人、加入的圈子；你檢舉過什麼；你同意這份說明的版本和時間。",
            ),
            (
                "孩子的資料",
                "預產期、生日、小名和孕週，是你願意才填的。只用來算月齡、推薦同月齡的圈子。只有你自己看得到，編輯和管理員在網站上也看不到。刪掉一個孩子，那一筆就沒有了。",
            ),
            ("你的出生日期", "只在註冊時用一次，確認你年滿 14 歲。日期不保存，只記下「確認過」和確認的時間。"),
            (
                "照片",
                "上傳的照片會重新編碼，拍攝地點、時間、手機型號這些附帶的資訊全部去掉。原來的檔案不保留。檢查通過之前，只有你自己看得到。",
            ),
            (
                "登入的裝置",
                "為了讓你看到自己在哪些裝置上登入、可以一次全部登出，我們記下每台裝置的網路位址和瀏覽器名稱，登出後刪除。",
            ),
            (
                "怎麼數數",
                "我們想知道每天發了多少文章、多少人來，所以每件事記一筆，上面的人是一個代號，不是名字。刪除帳號時這些都會刪掉。網站上沒有第三方的統計、廣告或字型。",
            ),
            (
                "Cookie",
                "只有四種：保持登入的，防止別的網站冒充你送出表單的，記住語言、深淺色和字級的，還有一個隨機數，只用來數一分鐘裡送出幾次，防止有人灌水。",
            ),
            (
                "刪除帳號以後",
                "在「帳號與登入」裡刪除。電子郵件、密碼、名字、大頭貼、孩子的資料、照片、筆記和參賽筆記、追蹤、讚、徽章、通知和登入紀錄都會刪除。你在文章和直播裡說的話會留下，免得別人的回答沒有了上文，但不再寫著是誰說的；投過的票照算，也不再連著你。想連話也拿走，請在刪除帳號前逐則刪除。",
            ),
        ],
    ),
    "en": (
        "Privacy statement",
        "This is version 2026-11. We keep only what is of use.",
        [
            (
                "What we keep",
                "The e-mail address you sign in with; of a password only a string that cannot be turned back, of a passkey only its public half; your name, words about yourself and picture; the posts, notes, photos and comments you send; what you like, vote for, follow and join; what you report; which version of this statement you agreed to, and when.",
            ),
            (
                "Children",
                "A due date, birthday, pet name and weeks of pregnancy are there only if you want. They serve to tell the age and to suggest the circle of your month. Only you see them; on this site editors and staff do not. When you remove a child, the row is gone.",
            ),
            (
                "Your own birth date",
                "Used once, when you sign up, to see that you are 14 or over. The date is not kept, only that it was confirmed and when.",
            ),
            (
                "Photos",
                "Every photo is encoded anew, and what the camera wrote into it (place, time, model) is dropped. The file you sent is not kept. Until it has been checked, only you see it.",
            ),
            (
                "Devices",
                "So that you can see where you are signed in and sign out everywhere, we keep the network address and browser name of each device, until you sign out.",
            ),
            (
                "Counting",
                "We want to know how many posts and people a day brings. Each event is one row, with a code name in place of yours; these rows go when you close your account. There are no third-party statistics, advertisements or fonts on this site.",
            ),
            (
                "Cookies",
                "Four kinds: one that keeps you signed in, one that stops other sites from sending forms in your name, those that remember language, colours and text size, and a random number that only counts how often something is sent in a minute, against floods.",
            ),
            (
                "When you close the account",
                "You do that under “Account and sign-in”. Your e-mail address, password, name, picture, children, photos, notes and contest entries, follows, likes, badges, notices and sign-ins are deleted. What you said in threads and live sessions stays, so that other people’s answers still make sense, but no name stands at it; votes stay counted, without you. If you want the words gone too, delete them first.",
            ),
        ],
    ),
}
PAGES = (("terms", TERMS), ("privacy", PRIVACY))


def body(lead, sections):
    """What the StreamField keeps; the ids are those that the same words would get again."""
    blocks = [("paragraph", f"<p>{lead}</p>")]
    for heading, words in sections:
        blocks += [("heading", heading), ("paragraph", f"<p>{words}</p>")]
    return [{"type": kind, "value": value, "id": str(uuid.uuid5(uuid.NAMESPACE_URL, value))} for kind, value in blocks]


def write(apps, schema_editor):
    HomePage = apps.get_model("home.HomePage")
    StandardPage = apps.get_model("home.StandardPage")
    for home in HomePage.objects.select_related("locale").order_by("path"):
        code = home.locale.language_code
        for slug, texts in PAGES:
            known = StandardPage.objects.filter(path__startswith=home.path, slug=slug).exists()
            if known or code not in texts:
                continue
            title, lead, sections = texts[code]
            key = uuid.uuid5(uuid.NAMESPACE_URL, f"tadpole/{slug}")
            page = add_page(apps, StandardPage, home, home.locale, key, title, slug)
            # The historical field knows no blocks and would drop them, so the value passes by it.
            StandardPage.objects.filter(pk=page.pk).update(body=Value(body(lead, sections), JSONField()))


class Migration(migrations.Migration):
    dependencies = [("home", "0002_front_pages_in_three_languages")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
